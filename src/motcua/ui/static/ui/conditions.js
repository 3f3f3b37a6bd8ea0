// Conditions as data, with the meaning that core/conditions.py gives them: tests/core/conditions.json
// pins both. A condition is {all|any|not: …} over {field, op, value}; answers are names → JSON values.

const isScalar = (v) => ['string', 'number', 'boolean'].includes(typeof v);
const isEmpty = (v) => v === undefined || v === null || v === ''
  || (Array.isArray(v) ? v.length === 0 : typeof v === 'object' && Object.keys(v).length === 0);
const same = (a, b) => isScalar(a) && a === b; // 1 is 1.0, but true is not 1
const isIn = (a, values) => values.some((v) => same(a, v));

/** Numbers by size, texts (days, times) letter by letter; anything else has no order. */
const order = (test) => (a, b) => typeof a === typeof b
  && (typeof a === 'number' || (typeof a === 'string' && a !== '')) && test(a, b);

const TESTS = {
  eq: same,
  ne: (a, b) => !same(a, b),
  in: isIn,
  not_in: (a, values) => !isIn(a, values),
  lt: order((a, b) => a < b),
  le: order((a, b) => a <= b),
  gt: order((a, b) => a > b),
  ge: order((a, b) => a >= b),
  filled: (a) => !isEmpty(a),
  empty: isEmpty,
  contains: (a, b) => (typeof a === 'string'
    ? typeof b === 'string' && a.includes(b)
    : Array.isArray(a) && isIn(b, a)),
};

/** Does the condition hold for these answers? */
export function holds(condition, answers) {
  if ('all' in condition) return condition.all.every((part) => holds(part, answers));
  if ('any' in condition) return condition.any.some((part) => holds(part, answers));
  if ('not' in condition) return !holds(condition.not, answers);
  const answer = Object.hasOwn(answers, condition.field) ? answers[condition.field] : undefined;
  return TESTS[condition.op](answer, condition.value);
}
