/** The `model` section. */
import type { ActivationName } from '../../engine/ground/spec';
import type { LayerSource, ModelSource } from '../format/experiment';
import { either, list, mapped, object } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format } from '../format/core';
import { calledBy, choice, flag, integer } from '../format/scalars';
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

const layer = object(
  {
    units: required(integer({ min: 1, max: 65_536 }), 'How many outputs the layer has.'),
    activation: optional(activation, 'What is applied to z = aPrev · W + b.', 'linear'),
    use_bias: optional(flag(), 'The layer adds a bias.', true),
    kernel_initializer: optional(kernelInitializer, 'How W starts.', { type: 'xavier_uniform' }),
    bias_initializer: optional(biasInitializer, 'How b starts.', { type: 'zeros' }),
    trainable: optional(trainable, 'What training may change.', { kernel: true, bias: true }),
    name: optional(calledBy(), 'What the layer is called.', null),
  },
  {
    noun: 'a layer',
    snippets: [
      {
        label: 'Layer',
        description: 'A dense layer.',
        body: { units: 8, activation: 'tanh' },
      },
    ],
  },
);

/** A layer without a name is called by its place. */
const layers: Format<LayerSource[]> = mapped(
  list(layer, { min: 1, max: 1000, noun: 'a list of layers' }),
  read =>
    read.map((each, index) => ({ ...each, name: each.name ?? `layer${index + 1}` }) as LayerSource),
);

export const model: Format<ModelSource> = object(
  {
    layers: required(layers, 'The layers in order; the last one is the output.'),
    inputs: optional(
      integer({ min: 1, max: 65_536 }),
      'How many inputs the network has; counted from the data where not said.',
      null,
    ),
    kernel_layout: optional(
      choice({
        in_out: 'Rows are inputs, columns are units: z = aPrev · W.',
        out_in: 'Rows are units, columns are inputs, as PyTorch stores them.',
      }),
      'How given kernels are written.',
      'in_out',
    ),
  },
  { noun: 'the model' },
);
