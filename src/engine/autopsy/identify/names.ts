/** What the name of an array says it is. Names only break ties: values come first. */

export type Role =
  | 'weights'
  | 'biases'
  | 'z'
  | 'a'
  | 'delta'
  | 'gradW'
  | 'gradB'
  /** ∂L/∂a, before the activation's derivative. */
  | 'upstream'
  | 'x'
  | 'y'
  | 'prediction'
  /** Of an optimiser: a velocity, a cache, a mean. */
  | 'memory'
  | 'unknown';

export interface Meaning {
  role: Role;
  /** The number in the name, however the program counts; null: there is none. */
  number: number | null;
}

/** Each with the words it stands for, without digits, `_`, `.` and brackets; the first that fits counts. */
const WORDS: [Role, RegExp][] = [
  ['memory', /^(?:(?:v|m|s|vd|md|sd)(?:w|b)|(?:vel|mom|cache|adam|rms|ewa).*|prev.*|old.*)$/],
  ['x', /^(?:x|xs|inputs?|data|features|samples|xtrain|trainx|xbatch|batchx|xb|images?)$/],
  ['prediction', /hat|pred|argmax|prob/],
  ['y', /^(?:y|ys|t|ts|targets?|labels?|desired|truth|ytrain|trainy|ybatch|batchy|yb)$/],
  ['y', /onehot|^yenc|^ytrue/],
  ['delta', /^(?:d|g|grad|dl|dldd?|dj|nabla)(?:z|s|pre|net|logits|u)(?:s|grad)?$/],
  ['delta', /^(?:d|deltas?|err|errors?|local|localgrad|δ|z(?:s|grad|grads))$/],
  ['upstream', /^(?:d|g|grad|dl|dld|dj)(?:a|h|o|act|hidden|out|output)s?$/],
  ['upstream', /^(?:a|h|o|act|hidden|out)(?:grad|error)s?$/],
];
const GRADIENT = /grad(?:ient)?s?|nabla|deriv|^(?:d|g)(?:eltas?|l|j|ld|e)?(?=w|b|theta|k|c$)|^[∂δ]/;
const OF_PARAMETERS: ['weights' | 'biases', RegExp][] = [
  [
    'weights',
    /^(?:w|ws|wt|weights?|thetas?|kernels?|k|coefs?)(?:h|hidden|o|out|output|ih|ho|hh|hid)?$/,
  ],
  ['biases', /^(?:b|bs|bias|biases|c|intercepts?)(?:h|hidden|o|out|output|ih|ho|hh|hid)?$/],
];
const PLAIN: [Role, RegExp][] = [
  ['z', /^(?:z|s|pre|preact|preactivations?|net|logits|u|nets|sums?)$/],
  ['a', /^(?:a|o|h|act|activations?|hidden|out|outputs?)$/],
];

/** `dW1` → gradW 1, `w1_grad` too; `hidden_0` → a 0. */
export function meaningOf(name: string): Meaning {
  const digits = name.match(/\d+/g)?.at(-1);
  const number = digits === undefined ? null : Number(digits);
  const whole = name.toLowerCase().replace(/^(?:self|params?|net|model|nn|cache)[._[]/, '');
  const word = whole.replace(/layers?|linear|dense|^fc/g, '').replace(/[^\p{L}∂]/gu, '');
  return { role: roleOf(word), number };
}

function roleOf(word: string): Role {
  const fitting = WORDS.find(([, pattern]) => pattern.test(word));
  if (fitting) return fitting[0];
  // `grads['dW1']` says it twice.
  const rest = word.replace(GRADIENT, '').replace(GRADIENT, '');
  const parameter = OF_PARAMETERS.find(([, pattern]) => pattern.test(rest))?.[0];
  if (parameter === 'weights') return rest === word ? 'weights' : 'gradW';
  if (parameter === 'biases') return rest === word ? 'biases' : 'gradB';
  return PLAIN.find(([, pattern]) => pattern.test(word))?.[0] ?? 'unknown';
}
