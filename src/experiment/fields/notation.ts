/** The sections `notation` and `policy`: how numbers are called, and what learners may do. */
import type { LayeredSymbol, NotationSpec } from '../format/experiment';
import { checked, either, list, object } from '../format/compounds';
import { optional, type Format } from '../format/core';
import type { Policy } from '../policy/policy';
import { choice, flag, text } from '../format/scalars';
import { symbolTrouble } from '../notation/writtenSymbol';

const EXAMPLES = 'a letter, a name or TeX: "h", "\\\\delta", "Z_{in}"';

const symbol = checked(text(), 'symbol', (written, name) => {
  const trouble = symbolTrouble(written);
  return trouble && `${name} ${trouble}; it is ${EXAMPLES}.`;
});

const layered: Format<LayeredSymbol> = either(
  symbol,
  list(symbol, { min: 1, noun: 'a list of symbols, one for each layer' }),
);

const ofLayers = (of: string, usual: string) =>
  optional(
    layered,
    `The symbol of the ${of}; ${usual} where not said. A list names those of each layer.`,
    null,
  );
const single = (of: string, usual: string) =>
  optional(symbol, `The symbol of the ${of}; ${usual} where not said.`, null);

export const notation: Format<NotationSpec> = object(
  {
    weights: ofLayers('weights', 'W'),
    biases: ofLayers('biases', 'b'),
    preactivations: ofLayers('weighted sums', 'z'),
    activations: ofLayers('activations', 'a'),
    deltas: ofLayers('gradients with respect to the weighted sums', 'δ'),
    target: single('target', 'y'),
    output: single("network's output", "the last layer's activation"),
    loss: single('loss', 'L'),
  },
  { noun: 'the notation' },
);

export const policy: Format<Policy> = object(
  {
    solution: optional(
      choice({
        full: 'Everything is shown, and may be copied.',
        hint: 'Of a mistake, hints alone; derivations and tensors may be read, not copied.',
        off: 'Only what is right and what is wrong.',
      }),
      'What is shown of solutions: of mistakes in gradients and formulas of one’s own, and of derivations.',
      null,
    ),
    solution_export: optional(
      flag(),
      'The older way to say `solution`, which counts where both are there: false is "hint".',
      true,
    ),
  },
  { noun: 'the policy' },
);
