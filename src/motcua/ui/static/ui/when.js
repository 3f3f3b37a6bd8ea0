// Fields that depend on other answers appear and disappear at once. The element says when:
// data-when='<condition as JSON>'. The server decides the same again when the page is sent.

import { holds } from './conditions.js';
import { read } from './answers.js';

/** Show and hide until nothing changes: what is hidden is no answer for the others. */
function apply(form) {
  const parts = [...form.querySelectorAll('[data-when]')];
  for (let round = 0; round <= parts.length; round += 1) {
    const answers = read(form);
    const changed = parts.filter((part) => part.hidden === holds(JSON.parse(part.dataset.when), answers));
    changed.forEach((part) => { part.hidden = !part.hidden; });
    if (changed.length === 0) return;
  }
}

/** Settle the conditions of every form on the page. */
export function start() {
  new Set([...document.querySelectorAll('[data-when]')].map((part) => part.closest('form')))
    .forEach((form) => form && apply(form));
}

['input', 'change'].forEach((kind) => document.addEventListener(kind, (event) => {
  const form = event.target.closest('form');
  if (form?.querySelector('[data-when]')) apply(form);
}));
