/** A weight decay that pulls harder than the loss. */
import { isDecoupled } from '../../../engine/ground/optimizers';
import { percent, shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import type { Producer, Said } from '../producer';
import type { End, Subject } from '../subject/subject';
import { UNLEARNED } from '../symptoms';
import { rms } from './initialWeights';

/** Weights that have shrunk to this share of their initial size. */
const SHRUNK = 0.2;
/** The penalty relative to the loss, from where on it is worth a word. */
const MUCH = 0.2;
/** Share of the pull of the penalty that the slope of the loss holds against: both are in balance at 1. */
const BALANCED = 0.5;

export const weightDecayTooStrong: Producer = {
  id: 'weight_decay_too_strong',
  explains: [
    ...UNLEARNED,
    'learning_rate_too_large',
    'momentum_too_high',
    'not_finite',
    'vanishing_gradient',
    'exploding_gradient',
    'dead_units',
    'overfitting',
  ],
  find(subject) {
    const { type, learning_rate: rate, weight_decay: decay, l1 } = subject.spec.optimizer;
    if (decay === 0 && l1 === 0) return 'there is none';
    const said = (message: string, evidence: Said['evidence']): Said => {
      const field = decay > 0 ? 'weight_decay' : 'l1';
      const path = ['optimizer', field];
      const weaker = Number((Math.max(decay, l1) / 1000).toPrecision(1));
      return {
        place: atValue(...path),
        message,
        evidence,
        candidates: [
          replaceValue(`Set ${field} to 0`, path, 0),
          replaceValue(`Set ${field} to ${weaker}`, path, weaker),
        ],
      };
    };
    const overshoots = rate * decay > 2 && (type === 'sgd' || isDecoupled({ type }));
    if (overshoots) {
      const message =
        `learning_rate × weight_decay is ${shortNumber(rate * decay, 3)}: each update takes that multiple of every weight away, and above 2 the weights grow without end, with their sign changing. ` +
        'A decay of 0.0001 to 0.01 is usual.';
      return said(message, { product: rate * decay });
    }
    if (!subject.end) return null;
    const shrunk = shrinkage(subject, subject.end.parameters);
    if (shrunk > SHRUNK) {
      const held = balance(subject, subject.end);
      if (held) {
        const message =
          `The weight decay holds the loss up: its penalty is ${shortNumber(held.penalty, 3)} where the loss is ${shortNumber(held.loss, 3)}, and the slope of the loss is used up against it. ` +
          'A decay of 0.0001 to 0.01 is usual.';
        return said(message, held);
      }
      return `the weights of a layer have ${percent(shrunk)} of their initial size at least`;
    }
    const message =
      `The weight decay outweighs the loss: the weights have shrunk to ${percent(shrunk)} of their initial size, and the network hardly looks at its inputs. ` +
      'A decay of 0.0001 to 0.01 is usual.';
    return said(message, { shrunk });
  },
};

/** The smallest of rms(W) / rms(W at the start) of all layers. */
function shrinkage({ prepared }: Subject, now: Subject['start']['parameters']): number {
  return Math.min(
    ...prepared.parameters.map(({ weights }, i) => {
      const before = rms(weights.data);
      return before === 0 ? 1 : rms(now[i].weights.data) / before;
    }),
  );
}

/**
 * Where −∇L · W is about decay · ‖W‖² the run has come to rest between the loss and its penalty
 * ½ · decay · ‖W‖², both as they are trained.
 * @returns null where the penalty is small, or the loss still has its way
 */
function balance(
  { spec, prepared }: Subject,
  { snapshot }: End,
): { penalty: number; loss: number } | null {
  const { type, weight_decay: decay } = spec.optimizer;
  if (decay === 0 || isDecoupled({ type })) return null;
  const { batch_size: size } = spec.trainer;
  const all = prepared.data.train.x.rows;
  const rows = size === 'full' ? all : Math.min(size, all);
  const factor = spec.loss.batch_reduction === 'sum' ? rows : 1;
  let squares = 0;
  let against = 0;
  snapshot.parameters.forEach(({ weights }, i) => {
    const gradient = snapshot.gradients[i].weights.data;
    weights.data.forEach((weight, k) => {
      squares += weight ** 2;
      against -= factor * gradient[k] * weight;
    });
  });
  const penalty = (decay * squares) / 2;
  const loss = factor * snapshot.loss;
  return penalty > MUCH * loss && against > BALANCED * decay * squares ? { penalty, loss } : null;
}
