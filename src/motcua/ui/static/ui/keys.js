// Keys of the desk (the map is the dialog behind "?"). A control says its key: data-key="t".
// Single keys are silent in text fields and while an IME composes (Telex must never fire an act),
// can be switched off, and are only given to acts that can be undone.

const SWITCH = 'motcua-keys';
const TYPING = 'input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]';
const composing = (event) => event.isComposing || event.keyCode === 229;
const inUse = () => localStorage.getItem(SWITCH) !== 'off';

/** Show on every switch whether the keys are in use. */
export function start() {
  document.querySelectorAll('[data-keys-toggle]').forEach((box) => { box.checked = inUse(); });
}

/** An open dialog has the keyboard alone. */
function scope() {
  return document.querySelector('dialog[open]') ?? document;
}

function press(key) {
  const control = scope().querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!control || control.getAttribute('aria-disabled') === 'true') return false;
  if (control.matches(TYPING)) control.focus();
  else control.click();
  return true;
}

/** Select the next or previous row; its link gets the focus, so that Enter opens it. */
function move(step) {
  const rows = [...scope().querySelectorAll('.queue tbody tr:not(.group)')];
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.getAttribute('aria-selected') === 'true');
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  rows[at]?.removeAttribute('aria-selected');
  row.setAttribute('aria-selected', 'true');
  row.querySelector('a').focus();
  return true;
}

/** Tick the selected row. */
function tick() {
  const box = scope().querySelector('.queue tr[aria-selected="true"] input[type=checkbox]');
  box?.click();
  return Boolean(box);
}

const ROWS = { j: () => move(1), k: () => move(-1), x: tick };
const act = (key) => ROWS[key]?.() || press(key);

document.addEventListener('keydown', (event) => {
  if (composing(event) || event.altKey) return;
  if (event.repeat && !['j', 'k'].includes(event.key)) return;
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
    if (press('ctrl+enter')) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || !inUse() || event.target.closest(TYPING)) return;
  if (act(event.key.toLowerCase())) event.preventDefault();
});

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-keys-toggle]')) {
    localStorage.setItem(SWITCH, event.target.checked ? 'on' : 'off');
  }
});
