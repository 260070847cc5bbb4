/** The list of layers: dense ones, and what stands between them. */
import type { ActivationName, MaskSpec } from '../../engine/ground/spec';
import type { InitializerSource, LayerSource } from '../format/experiment';
import { either, list, mapped, object } from '../format/compounds';
import { atValue, optional, required } from '../format/core';
import type { Format, Report, ValueOf } from '../format/core';
import type { JsonPath } from '../format/finding';
import { calledBy, choice, flag, integer, number } from '../format/scalars';
import { variants } from '../format/variants';
import type { Variants } from '../format/variants';
import { biasInitializer, kernelInitializer } from './initializers';

const activation: Format<ActivationName> = choice({
  linear: 'f(z) = z',
  sigmoid: 'f(z) = 1 / (1 + e⁻ᶻ)',
  tanh: 'f(z) = tanh z',
  relu: 'f(z) = max(0, z)',
  leaky_relu: 'f(z) = z for z > 0, else 0.01·z',
  elu: 'f(z) = z for z > 0, else eᶻ − 1',
  selu: 'f(z) = λ·z for z > 0, else λ·α·(eᶻ − 1)',
  gelu: 'f(z) = z·Φ(z), with the exact normal distribution',
  silu: 'f(z) = z·sigmoid(z)',
  softplus: 'f(z) = ln(1 + eᶻ)',
  softsign: 'f(z) = z / (1 + |z|)',
  softmax: 'f(z)ₖ = eᶻᵏ / Σⱼ eᶻʲ: the output layer only',
});

const trainable: Format<LayerSource['trainable']> = either(
  mapped(flag(), all => ({ kernel: all, bias: all })),
  object(
    {
      kernel: optional(flag(), 'The kernel is updated.', true),
      bias: optional(flag(), 'The bias is updated.', true),
    },
    { noun: '`trainable`' },
  ),
);

const KERNEL: InitializerSource = { type: 'xavier_uniform' };
const BIAS: InitializerSource = { type: 'zeros' };

const KINDS = {
  dense: {
    description: 'z = aPrev · W + b, and a = f(z).',
    noun: 'a layer',
    kindNoun: 'a dense layer',
    fields: {
      units: required(integer({ min: 1, max: 65_536 }), 'How many outputs the layer has.'),
      activation: optional(activation, 'What is applied to z = aPrev · W + b.', 'linear'),
      use_bias: optional(flag(), 'The layer adds a bias.', true),
      kernel_initializer: optional(kernelInitializer, 'How W starts.', KERNEL),
      bias_initializer: optional(biasInitializer, 'How b starts.', BIAS),
      trainable: optional(trainable, 'What training may change.', { kernel: true, bias: true }),
      name: optional(calledBy(), 'What the layer is called.', null),
    },
  },
  dropout: {
    description:
      'Inverted dropout behind a dense layer: in training, activations are set to 0 at random.',
    noun: 'a dropout layer',
    fields: {
      rate: required(
        number({ min: 0, below: 1 }),
        'The probability with which an activation is dropped; what is kept is divided by 1 − rate.',
      ),
    },
  },
} as const satisfies Variants;

const layer = variants('type', KINDS, {
  noun: 'a layer',
  description: 'What kind of layer it is.',
  fallback: 'dense',
  snippets: [
    {
      label: 'Layer',
      description: 'A dense layer.',
      body: { units: 8, activation: 'tanh' },
    },
    {
      label: 'Dropout',
      description: 'Dropout behind a dense layer.',
      body: { type: 'dropout', rate: 0.5 },
    },
  ],
});

type Entry = ValueOf<typeof layer>;

const entries = list(layer, { min: 1, max: 1000, noun: 'a list of layers' });

/**
 * The dense layers, each with the mask that the entry behind it makes of it. One without a name is
 * called by its place among them.
 */
export const layers: Format<LayerSource[]> = {
  ...entries,
  quick: undefined,
  read(node, path, report) {
    const read = entries.read(node, path, report);
    return read && joined(read, path, report);
  },
};

function joined(read: readonly Entry[], path: JsonPath, report: Report): LayerSource[] | undefined {
  const found: LayerSource[] = [];
  const lastEntry = read.length - 1;
  let sound = true;
  read.forEach((entry, index) => {
    const at = [...path, index];
    if (entry.type === 'dense') {
      found.push(denseLayer(entry, found.length + 1));
      return;
    }
    const before = found.at(-1);
    const complaint = misplaced(entry, before, index === lastEntry);
    if (before) before.mask = entry;
    if (complaint === null) return;
    sound = false;
    report.error('misplaced-layer', complaint, atValue(...at), [
      { title: `Remove the ${entry.type} layer`, path: at, part: 'removal' },
    ]);
  });
  return sound ? found : undefined;
}

function denseLayer(entry: Entry & { type: 'dense' }, place: number): LayerSource {
  return {
    units: entry.units,
    activation: entry.activation,
    use_bias: entry.use_bias,
    kernel_initializer: entry.kernel_initializer,
    bias_initializer: entry.bias_initializer,
    trainable: entry.trainable,
    name: entry.name ?? `layer${place}`,
    mask: null,
  };
}

/** Why a mask cannot stand where it does; null where it can. @param before the dense layer before it */
function misplaced(
  { type, rate }: MaskSpec,
  before: LayerSource | undefined,
  isLast: boolean,
): string | null {
  if (!before) {
    return `A ${type} layer acts on the activations of a dense layer before it: it cannot come first.`;
  }
  if (isLast) return `A ${type} layer cannot come last: it would drop outputs of the network.`;
  if (!before.mask) return null;
  const both = Number((1 - (1 - before.mask.rate) * (1 - rate)).toPrecision(6));
  return `Two ${type} layers in a row are one with the rate ${both}: write that one.`;
}
