// Django's admin shows long choices through select2, which forgets the field's name: give it back.
// Its tables of rows have header cells that head nothing: make them plain.

function nameChoices() {
  document.querySelectorAll('select.admin-autocomplete').forEach((select) => {
    const label = select.labels[0]?.textContent.replace(/:\s*$/, '').trim();
    const shown = select.nextElementSibling?.querySelectorAll('[role="combobox"], [role="textbox"]');
    if (!label || !shown) return;
    shown.forEach((part) => {
      part.removeAttribute('aria-labelledby');
      part.setAttribute('aria-label', [label, select.selectedOptions[0]?.text].filter(Boolean).join(': '));
    });
  });
}

function plainCells() {
  document.querySelectorAll('th:empty').forEach((head) => {
    const cell = document.createElement('td');
    cell.className = head.className;
    head.replaceWith(cell);
  });
}

// select2 comes after this file, and again whenever a row is added or a choice is made.
new MutationObserver(nameChoices).observe(document.body, { childList: true, subtree: true });
nameChoices();
plainCells();
