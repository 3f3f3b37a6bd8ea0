// What a form says right now, as the names and JSON values that conditions speak of.
// Knows the names that our fields have in HTML: `x`, `x.day`, `x.unit`; not what they mean.

const NUMBERS = ['integer', 'number', 'money'];
const pad = (text) => text.trim().padStart(2, '0');

const PARTS = { // the last word of a part's name → how the parts become one value
  day: (part) => date(part('year'), part('month'), part('day')),
  hour: (part) => (part('hour') && part('minute') ? `${pad(part('hour'))}:${pad(part('minute'))}` : ''),
  unit: (part) => (part('unit') || part('detail') ? { unit: part('unit'), detail: part('detail') } : ''),
};

function date(year, month, day) {
  return year && month && day ? `${year.trim()}-${pad(month)}-${pad(day)}` : '';
}

/** `1.200,5` and `1 200` as Vietnamese write numbers; a text that is none stays a text. */
function number(text) {
  const plain = text.replace(/[\s.đ]/g, '').replace(',', '.');
  return plain === '' || Number.isNaN(Number(plain)) ? text : Number(plain);
}

function typed(text, type) {
  if (NUMBERS.includes(type)) return number(text);
  if (type === 'boolean') return text === '' ? null : ['true', 'on', '1'].includes(text);
  return text;
}

function valueOf(control, group) {
  const type = control.closest('[data-type]')?.dataset.type;
  if (control.type === 'radio') return typed(group.find((c) => c.checked)?.value ?? '', type);
  if (control.type !== 'checkbox') return typed(control.value, type);
  const single = type === 'boolean' || (type === undefined && group.length === 1);
  return single ? control.checked : group.filter((c) => c.checked).map((c) => c.value);
}

/** Answers of the form's other pages (`data-answers`), then of all controls not hidden here. */
export function read(form) {
  const answers = JSON.parse(form.dataset.answers || '{}');
  const controls = [...form.elements].filter((c) => c.name && c.type !== 'file');
  const named = new Map();
  controls.forEach((control) => {
    delete answers[control.name];
    if (!control.closest('[hidden]')) named.set(control.name, [...named.get(control.name) ?? [], control]);
  });
  for (const [name, group] of named) {
    answers[name] = valueOf(group[0], group);
    const [, whole, last] = name.match(/^(.*)\.(\w+)$/) ?? [];
    if (PARTS[last]) answers[whole] = PARTS[last]((p) => named.get(`${whole}.${p}`)?.[0].value ?? '');
  }
  return answers;
}
