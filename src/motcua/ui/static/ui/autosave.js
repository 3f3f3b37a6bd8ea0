// Saves a form while it is filled in: POST to the form's data-autosave, and says so in [data-saved].
// Without this file the server saves at each page.

const WAIT = 800; // ms after the last key
const RETRY = 5000; // ms after a failure
const waiting = new Map(); // form → timer
const sending = new Set(); // forms on their way

/** Nothing to do before somebody types. */
export function start() {}

function say(words, state) {
  const place = document.querySelector('[data-saved]');
  if (!place) return;
  place.dataset.state = state;
  (place.querySelector('span') ?? place).textContent = words;
}

function body(form) {
  const data = new FormData(form);
  [...data].filter(([, value]) => value instanceof File).forEach(([name]) => data.delete(name));
  return data;
}

function now() {
  const clock = { hour: 'numeric', minute: '2-digit', hour12: false, timeZone: 'Asia/Ho_Chi_Minh' };
  return new Date().toLocaleTimeString('vi', clock).replace(/^0(\d)/, '$1').replace(':', ' giờ ');
}

async function save(form) {
  waiting.delete(form);
  if (sending.has(form)) return later(form, WAIT);
  sending.add(form);
  say('Đang lưu…', 'sending');
  try {
    const answer = await fetch(form.dataset.autosave, { method: 'POST', body: body(form) });
    if (answer.ok && !answer.redirected) say(`Đã lưu lúc ${now()}`, 'saved');
    else say('Chưa lưu được. Bấm nút cuối trang để lưu.', 'failed');
  } catch {
    say('Mất mạng, chưa lưu được. Đang thử lại.', 'failed');
    later(form, RETRY);
  } finally {
    sending.delete(form);
  }
  return undefined;
}

function later(form, wait) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), wait));
}

['input', 'change'].forEach((kind) => document.addEventListener(kind, (event) => {
  const form = event.target.closest('form[data-autosave]');
  if (form && event.target.type !== 'file') later(form, WAIT);
}));

document.addEventListener('submit', (event) => { // the page itself saves now
  clearTimeout(waiting.get(event.target));
  waiting.delete(event.target);
});

window.addEventListener('pagehide', () => { // leaving by the browser's back: send what is left
  waiting.forEach((timer, form) => navigator.sendBeacon(form.dataset.autosave, body(form)));
  waiting.clear();
});
