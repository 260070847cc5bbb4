/** Mistakes at f′: from ∂L/∂a to delta. */
import { LEAKY_SLOPE, normalCdf, sigmoid } from '../../functions/activations';
import { ACTIVATIONS } from '../../ground/spec';
import type { ActivationName } from '../../ground/spec';
import { map, product, spreadSums, sumOfRows, times } from '../ground/products';
import { derivativeText } from './code';
import { rightDelta, slopeOf, slopeOfOther } from './derivatives';
import type { SlopeMistake } from './mistake';

const derivativeMissing: SlopeMistake = {
  id: 'derivative_missing',
  stage: 'slope',
  hint: 'Which factor does the chain rule put between ∂L/∂a and ∂L/∂z of this layer?',
  forms: activation =>
    activation === 'linear'
      ? []
      : [
          {
            claim: ({ own }) => `${own.delta} lacks f′(${own.z})`,
            wrong: code => `${code.own.delta} = ${code.upstream}`,
            delta: ({ upstream }) => upstream,
          },
        ],
};

const derivativeTwice: SlopeMistake = {
  id: 'derivative_twice',
  stage: 'slope',
  hint: 'How often does f′ stand between ∂L/∂a and ∂L/∂z of this layer?',
  forms: activation =>
    /^(?:linear|relu|softmax)$/.test(activation)
      ? []
      : [
          {
            claim: ({ own }) => `${own.delta} is multiplied by f′(${own.z}) twice`,
            wrong: code => `${code.own.delta} = ${code.upstream} * ${code.derivative()}**2`,
            delta: ({ z, a, upstream }) =>
              rightDelta(activation, {
                z,
                a,
                upstream: rightDelta(activation, { z, a, upstream }),
              }),
          },
        ],
};

const derivativeOfActivation: SlopeMistake = {
  id: 'derivative_of_activation',
  stage: 'slope',
  hint: 'At which number is f′ taken: at what goes into the activation, or at what comes out of it?',
  forms: activation =>
    /^(?:linear|relu|leaky_relu)$/.test(activation)
      ? []
      : [
          {
            claim: ({ own }) => `${own.delta} takes f′ at ${own.a}, not at ${own.z}`,
            wrong: code =>
              `${code.own.delta} = ${code.upstream} * ${code.derivative(activation, code.own.a, `${activation}(${code.own.a})`)}`,
            delta: ({ a, upstream }) => times(upstream, slopeOfOther(activation, a)),
          },
        ],
};

const derivativeFromPreactivation: SlopeMistake = {
  id: 'derivative_from_preactivation',
  stage: 'slope',
  hint: 'The formula for f′ is one of the activation. Which array does your line put into it?',
  forms: activation =>
    /^(?:sigmoid|tanh|softmax)$/.test(activation)
      ? [
          {
            claim: ({ own }) =>
              `${own.delta} puts ${own.z} into the formula that f′ has in ${own.a}`,
            wrong: code =>
              `${code.own.delta} = ${code.upstream} * ${code.derivative(activation, code.own.z, code.own.z)}`,
            delta: ({ z, upstream }) => times(upstream, slopeOf(activation, z, z)),
          },
        ]
      : [],
};

/** Factors of a derivative, by the text that computes them. */
const FACTORS: { [name in ActivationName]?: [string, (z: number, a: number) => number][] } = {
  sigmoid: [
    ['{a}', (_, a) => a],
    ['(1 - {a})', (_, a) => 1 - a],
  ],
  softmax: [
    ['{a}', (_, a) => a],
    ['(1 - {a})', (_, a) => 1 - a],
  ],
  tanh: [
    ['(1 - {a})', (_, a) => 1 - a],
    ['(1 + {a})', (_, a) => 1 + a],
    ['{a}**2', (_, a) => a * a],
    ['{a}', (_, a) => a],
  ],
  silu: [['sigmoid({z})', z => sigmoid(z)]],
  gelu: [['Phi({z})', z => normalCdf(z)]],
  softsign: [['1 / (1 + abs({z}))', z => 1 / (1 + Math.abs(z))]],
};

const derivativeIncomplete: SlopeMistake = {
  id: 'derivative_incomplete',
  stage: 'slope',
  hint: 'Write the derivative of the activation down: does your line hold all of it?',
  forms: activation =>
    (FACTORS[activation] ?? []).map(([text, factor]) => ({
      claim: ({ own }) => `${own.delta} holds only a part of f′(${own.z})`,
      wrong: code =>
        `${code.own.delta} = ${code.upstream} * ${text.replaceAll('{a}', code.own.a).replaceAll('{z}', code.own.z)}`,
      delta: ({ z, a, upstream }) =>
        map(upstream, (value, i) => value * factor(z.data[i], a.data[i])),
    })),
};

const derivativeOfOther: SlopeMistake = {
  id: 'derivative_of_other',
  stage: 'slope',
  hint: 'Which activation does the forward pass use here, and of which is this the derivative?',
  forms: activation =>
    ACTIVATIONS.filter(as => as !== activation && as !== 'linear' && as !== 'softmax').flatMap(
      as => {
        const claim = (code: { own: { delta: string } }) =>
          `${code.own.delta} uses the derivative of ${as}, but the layer's activation is ${activation}`;
        const form = { as, claim };
        return [
          {
            ...form,
            wrong: code => `${code.own.delta} = ${code.upstream} * ${code.derivative(as)}`,
            delta: ({ z, a, upstream }) => times(upstream, slopeOf(as, z, a)),
          },
          {
            ...form,
            wrong: code =>
              `${code.own.delta} = ${code.upstream} * ${derivativeText(as, code.own.z, `${as}(${code.own.z})`)}`,
            delta: ({ z, upstream }) => times(upstream, slopeOfOther(as, z)),
          },
        ];
      },
    ),
};

const reluMaskOfGradient: SlopeMistake = {
  id: 'relu_mask_of_gradient',
  stage: 'slope',
  hint: 'Which array decides where the gradient passes a relu?',
  forms: activation => {
    const slope = { relu: 0, leaky_relu: LEAKY_SLOPE, elu: 0 }[activation as string];
    if (slope === undefined) return [];
    return [
      {
        claim: ({ own }) =>
          `${own.delta} is cut where the gradient is negative, not where ${own.z} is`,
        wrong: code => `${code.own.delta} = np.maximum(${code.upstream}, 0)`,
        delta: ({ upstream }) => map(upstream, value => (value > 0 ? value : slope * value)),
      },
    ];
  },
};

const sumForElementwise: SlopeMistake = {
  id: 'sum_for_elementwise',
  stage: 'slope',
  hint: 'Look at the shapes: which two arrays meet entry by entry here, and where is a sum taken?',
  forms: activation =>
    activation === 'linear'
      ? []
      : [
          {
            claim: ({ own }) => `${own.delta} is multiplied by sums of f′(${own.z}) over the units`,
            wrong: code =>
              `${code.own.delta} = ${code.upstream} * ${code.sumOverUnits(`(${code.derivative()})`)}`,
            delta: ({ z, a, upstream }) => times(upstream, spreadSums(slopeOf(activation, z, a))),
          },
          {
            claim: ({ own }) => `${own.delta} is a dot product for each row, spread over the units`,
            wrong: code =>
              `${code.own.delta} = ${code.sumOverUnits(`(${code.upstream} * ${code.derivative()})`)}`,
            delta: ({ z, a, upstream }) => spreadSums(times(upstream, slopeOf(activation, z, a))),
          },
          {
            claim: ({ own }) => `${own.delta} multiplies f′(${own.z}) by sums over the units`,
            wrong: code =>
              `${code.own.delta} = ${code.sumOverUnits(code.upstream)} * ${code.derivative()}`,
            delta: ({ z, a, upstream }) => times(spreadSums(upstream), slopeOf(activation, z, a)),
          },
          {
            claim: ({ own }) => `${own.delta} is multiplied by the sum of all f′(${own.z})`,
            wrong: code => `${code.own.delta} = ${code.upstream} * np.sum(${code.derivative()})`,
            delta: ({ z, a, upstream }) => {
              const sum = slopeOf(activation, z, a).data.reduce((total, value) => total + value, 0);
              return map(upstream, value => sum * value);
            },
          },
          {
            claim: ({ own }) => `${own.delta} is multiplied by sums of f′(${own.z}) over the rows`,
            wrong: code =>
              `${code.own.delta} = ${code.upstream} * ${code.sum(`(${code.derivative()})`)}`,
            delta: ({ z, a, upstream }) => {
              const sums = sumOfRows(slopeOf(activation, z, a)).data;
              return map(upstream, (value, i) => value * sums[i % sums.length]);
            },
          },
          {
            claim: ({ own }) => `${own.delta} is a matrix product with f′(${own.z})`,
            wrong: code => `${code.own.delta} = ${code.upstream} @ (${code.derivative()})`,
            delta: ({ z, a, upstream }) =>
              z.rows === z.cols ? product(upstream, slopeOf(activation, z, a)) : null,
          },
        ],
};

const softmaxDiagonal: SlopeMistake = {
  id: 'softmax_diagonal',
  stage: 'slope',
  hint: 'Each output of a softmax depends on every z of its row. Which terms does your derivative leave out?',
  forms: activation =>
    activation === 'softmax'
      ? [
          {
            claim: ({ own }) =>
              `${own.delta} takes ${own.a} * (1 - ${own.a}) for the whole Jacobian of the softmax`,
            wrong: code => `${code.own.delta} = ${code.upstream} * ${code.derivative()}`,
            delta: ({ z, a, upstream }) => times(upstream, slopeOf('softmax', z, a)),
          },
        ]
      : [],
};

export const SLOPE_MISTAKES: readonly SlopeMistake[] = [
  derivativeMissing,
  softmaxDiagonal,
  derivativeOfActivation,
  derivativeFromPreactivation,
  derivativeIncomplete,
  derivativeOfOther,
  reluMaskOfGradient,
  sumForElementwise,
  derivativeTwice,
];
