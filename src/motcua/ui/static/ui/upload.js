// Sends a chosen or dropped file at once and shows how far it is. The form (data-upload) stands in a
// `.paper` with an id and has a file input and a button "Gửi tệp" for browsers without this file.
// The answer is the page anew; only that paper and what is marked data-live is taken from it, so
// nothing typed elsewhere is lost.

/** Nothing to do before somebody chooses a file. */
export function start() {}

/** The place that tells the state, made anew for each try. */
function teller(form) {
  const place = document.createElement('p');
  place.className = 'sending small';
  place.setAttribute('role', 'status');
  place.append(document.createElement('progress'), document.createElement('span'));
  form.querySelector('.sending')?.remove();
  form.append(place);
  return place;
}

function show(place, share) {
  const percent = Math.round(share * 100);
  place.querySelector('progress').value = share;
  place.querySelector('span').textContent = percent < 100 ? `Đang gửi ${percent} %` : 'Đã gửi, đang kiểm tra tệp…';
}

function fail(form, place) {
  place.textContent = 'Chưa gửi được: xem lại mạng rồi bấm Gửi tệp để thử lại';
  form.removeAttribute('aria-busy');
}

/** Put the paper as the server now shows it in place of the old one, and go there. */
function replace(form, place, request) {
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  const paper = form.closest('.paper[id]');
  if (!paper || !page.getElementById(paper.id)) {
    return request.status < 400 ? window.location.assign(request.responseURL) : fail(form, place);
  }
  [paper, ...document.querySelectorAll('[data-live][id]')].forEach((old) => {
    const fresh = page.getElementById(old.id);
    if (fresh) old.replaceWith(fresh);
  });
  const now = document.getElementById(paper.id);
  now.tabIndex = -1;
  now.focus();
  return document.dispatchEvent(new Event('motcua:replaced'));
}

function send(form) {
  const place = teller(form);
  const request = new XMLHttpRequest(); // fetch tells nothing of what was sent
  request.upload.addEventListener('progress', (event) => show(place, event.loaded / event.total));
  request.addEventListener('load', () => replace(form, place, request));
  request.addEventListener('error', () => fail(form, place));
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'text/html');
  form.setAttribute('aria-busy', 'true');
  request.send(new FormData(form));
}

document.addEventListener('change', (event) => {
  const form = event.target.closest('form[data-upload]');
  if (form && event.target.type === 'file' && event.target.files.length) send(form);
});

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-upload]')) return;
  event.preventDefault();
  if (!event.target.hasAttribute('aria-busy')) send(event.target);
});

document.addEventListener('dragover', (event) => {
  if (event.target.closest('form[data-upload]')) event.preventDefault();
});

document.addEventListener('drop', (event) => {
  const form = event.target.closest('form[data-upload]');
  if (!form || event.target.type === 'file') return; // the input itself knows how
  event.preventDefault();
  if (event.dataTransfer.files.length === 0) return; // a text or a link was dropped
  form.querySelector('[type=file]').files = event.dataTransfer.files;
  send(form);
});
