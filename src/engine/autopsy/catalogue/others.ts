/** Mistakes at the output, in the forward pass, and of the whole gradient. */
import { rightDelta, slopeOf } from './derivatives';
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

export const penaltyMissing: OtherMistake = {
  id: 'penalty_missing',
  stage: 'penalty',
  hint: 'Weight decay belongs to the loss: which weights does it hold, and where is its derivative?',
  forms: [
    {
      claim: ({ own }) =>
        `${own.gradW} lacks the weight decay of ${own.weights}, which the other gradients hold`,
      wrong: code => `${code.own.gradW} = ${code.product(code.input, code.own.delta)}`,
      right: code =>
        `${code.own.gradW} = ${code.product(code.input, code.own.delta)} + weight_decay * ${code.own.weights}`,
    },
  ],
};

export const penaltyOnBias: OtherMistake = {
  id: 'penalty_on_bias',
  stage: 'penalty',
  hint: 'Which parameters does the weight decay of your loss hold?',
  forms: [
    {
      claim: ({ own }) => `${own.gradB} holds weight decay of ${own.biases}, which is not decayed`,
      wrong: code =>
        `${code.own.gradB} = ${code.sum(code.own.delta)} + weight_decay * ${code.own.biases}`,
      right: code => `${code.own.gradB} = ${code.sum(code.own.delta)}`,
    },
  ],
};
