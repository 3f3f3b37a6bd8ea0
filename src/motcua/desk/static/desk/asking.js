// The request for a supplement: a ready phrase is copied into the words, and what the applicant will
// read is written beside it. Without this file the server takes the phrase that was chosen.

const ticked = (line) => line.querySelector('.check input').checked;
const words = (line) => line.querySelector('textarea');
const phrases = (line) => [...line.querySelectorAll('.ask input[type=radio]')].map((one) => one.value);

/** Phrases for a field, which the page carries once; papers have theirs from the server. */
function offer(line) {
  if (line.querySelector('.chips')) return;
  const chips = document.querySelector('template[data-ready]').content.cloneNode(true);
  chips.querySelectorAll('input').forEach((one) => { one.name = words(line).name.replace('message', 'ready'); });
  line.querySelector('.ask').prepend(chips);
}

/** Into an empty field or in place of another phrase; behind words of the officer's own. */
function copy(line, phrase) {
  const text = words(line);
  const own = text.value.trim();
  text.value = own === '' || phrases(line).includes(own) ? phrase : `${own} ${phrase}`;
}

/** One point as the applicant reads it. */
function point(line) {
  const item = document.createElement('li');
  const label = document.createElement('b');
  label.textContent = `${line.dataset.ask}: `;
  item.append(label, words(line).value.trim() || '…');
  return item;
}

function preview() {
  const place = document.querySelector('[data-preview]');
  const lines = [...document.querySelectorAll('[data-ask]')].filter(ticked);
  lines.forEach(offer);
  place.hidden = lines.length === 0;
  place.querySelector('[data-points]').replaceChildren(...lines.map(point));
}

document.addEventListener('change', (event) => {
  const line = event.target.closest('[data-ask]');
  if (line && event.target.type === 'radio') copy(line, event.target.value);
  preview();
});
document.addEventListener('input', preview);
preview();
