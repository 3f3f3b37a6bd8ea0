// Enhancement only: every page works without this file. It listens on the document, so that a part
// of a page may be replaced; what only some pages need is a module of its own, fetched there.

const NEEDED = {
  '[data-when]': () => import('./when.js'),
  '[data-autosave]': () => import('./autosave.js'),
  '[data-upload]': () => import('./upload.js'),
  '[data-key], .queue': () => import('./keys.js'),
};

/** Make the page, or what has just replaced a part of it, better than plain. */
async function enhance() {
  const errors = document.querySelector('.errors');
  if (errors) {
    errors.tabIndex = -1;
    errors.focus();
  }
  document.querySelectorAll('[data-copy], [data-dismiss], [data-print]').forEach((button) => {
    button.hidden = false; // without this file they would do nothing
  });
  for (const [selector, load] of Object.entries(NEEDED)) {
    if (document.querySelector(selector)) (await load()).start();
  }
}

/** A link to a dialog opens it as a modal; without this file `:target` shows the same dialog. */
function open(link) {
  const dialog = document.querySelector(link.hash);
  if (!dialog.open) dialog.showModal();
}

/** Copy a text, and say so on the button for two seconds. */
async function copy(button) {
  const words = button.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = button.dataset.copied || 'Đã chép';
  setTimeout(() => { button.textContent = words; }, 2000);
}

const CLICKS = {
  '[data-opens]': open,
  '[data-closes]': (button) => button.closest('dialog').close(),
  '[data-dismiss]': (button) => button.closest('.toast, .note').remove(),
  '[data-print]': () => window.print(),
  '[data-copy]': copy,
};

document.addEventListener('click', (event) => {
  for (const [selector, act] of Object.entries(CLICKS)) {
    const target = event.target.closest(selector);
    if (target && target.getAttribute('aria-disabled') !== 'true') {
      event.preventDefault();
      act(target);
      return;
    }
  }
  const forbidden = event.target.closest('[aria-disabled="true"]');
  if (forbidden) event.preventDefault(); // the sentence beside it says why
});

document.addEventListener('motcua:replaced', enhance);
enhance();
