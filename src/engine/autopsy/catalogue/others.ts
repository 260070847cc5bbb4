/** Mistakes at the output, in the forward pass, and of the whole gradient. */
import { rightDelta, slopeOf } from './slopes';
import { times } from '../ground/products';
import type { OtherMistake, OutputMistake } from './mistake';

export const outputDerivativeExtra: OutputMistake = {
  id: 'output_derivative_extra',
  stage: 'output',
  hint: 'Differentiate the loss with respect to z of the output: which factors cancel?',
  forms: [
    {
      claim: ({ own }) =>
        `${own.delta} holds f′(${own.z}), although cross-entropy has cancelled it`,
      wrong: code => `${code.own.delta} = ${code.upstream} * ${code.derivative()}`,
      delta: ({ activation, z, a, right }) => times(right, slopeOf(activation, z, a)),
    },
    {
      claim: ({ own }) =>
        `${own.delta} is multiplied by the Jacobian of the softmax, although cross-entropy has cancelled it`,
      wrong: code => `${code.own.delta} = softmax_jacobian(${code.own.a}) @ ${code.upstream}`,
      delta: ({ activation, z, a, right }) =>
        activation === 'softmax' ? rightDelta(activation, { z, a, upstream: right }) : null,
    },
  ],
};

export const factor: OtherMistake = {
  id: 'factor',
  stage: 'whole',
  hint: 'All gradients have the right direction. Compare the loss that you write down with the one that you differentiate: its sign, its ½, its means.',
  forms: [],
};

export const biasNotUsed: OtherMistake = {
  id: 'bias_not_used',
  stage: 'forward',
  hint: 'Compute z of one row by hand: is everything added?',
  forms: [
    {
      claim: ({ own }) => `${own.z} does not hold ${own.biases}`,
      wrong: code => `${code.own.z} = ${code.forward(null)}`,
    },
  ],
};

export const otherActivation: OtherMistake = {
  id: 'other_activation',
  stage: 'forward',
  hint: 'Which activation does the experiment ask for in this layer?',
  forms: [
    {
      claim: ({ own }) => `${own.a} is another activation of ${own.z} than the experiment's`,
      wrong: code => `${code.own.a} = f(${code.own.z})`,
    },
  ],
};

export const softmaxAxis: OtherMistake = {
  id: 'softmax_axis',
  stage: 'forward',
  hint: 'What adds up to 1: the outputs of one row, or one output over all rows?',
  forms: [
    {
      claim: ({ own }) =>
        `${own.a} adds up to 1 over the rows of the batch, not over the outputs of each row`,
      wrong: code => `${code.own.a} = np.exp(${code.own.z}) / ${code.sum(`np.exp(${code.own.z})`)}`,
    },
  ],
};
