/** Mistakes between two layers: from the delta above to ∂L/∂a. They are told of the layer above. */
import { product, productWithTurned, scaled } from '../ground/products';
import type { UpstreamMistake } from './mistake';

const weightsNotTransposed: UpstreamMistake = {
  id: 'weights_not_transposed',
  stage: 'upstream',
  hint: 'Forward the weights take inputs to units. Which way does the gradient go through them?',
  forms: [
    {
      claim: ({ above, own }) =>
        `${own.delta} hands ${above.delta} down through ${above.weights} without transposing it`,
      wrong: code =>
        `${code.own.delta} = (${code.handedDown(code.above.delta, code.above.weights, false)}) * ${code.derivative()}`,
      upstream: ({ delta, weights }) =>
        weights.rows === weights.cols ? { base: product(delta, weights), direction: null } : null,
    },
  ],
};

const weightsAlreadyUpdated: UpstreamMistake = {
  id: 'weights_already_updated',
  stage: 'upstream',
  unknown: 'learning_rate',
  hint: 'When are the weights updated: before the gradient has gone through them, or after?',
  forms: [
    {
      claim: ({ above, own }) =>
        `${own.delta} uses ${above.weights} after its update, not as it was in the forward pass`,
      wrong: code =>
        `${code.above.weights} -= learning_rate * ${code.above.gradW}; ${code.own.delta} = ${code.upstream} * ${code.derivative()}`,
      upstream: ({ delta, weights, gradW }) =>
        gradW && {
          base: productWithTurned(delta, weights),
          direction: scaled(productWithTurned(delta, gradW), -1),
        },
    },
  ],
};

const errorForDelta: UpstreamMistake = {
  id: 'error_for_delta',
  stage: 'upstream',
  hint: 'What the output hands down is a derivative with respect to its z. What does your line hand down?',
  forms: [
    {
      claim: ({ above, own, names }) =>
        `${own.delta} hands down the error ${above.a} - ${names.y}, not ${above.delta}`,
      wrong: code =>
        `${code.own.delta} = (${code.handedDown(`(${code.above.a} - ${code.names.y})`, code.above.weights)}) * ${code.derivative()}`,
      upstream: ({ error, weights }) =>
        error && { base: productWithTurned(error, weights), direction: null },
    },
  ],
};

export const UPSTREAM_MISTAKES: readonly UpstreamMistake[] = [
  weightsNotTransposed,
  weightsAlreadyUpdated,
  errorForDelta,
];
