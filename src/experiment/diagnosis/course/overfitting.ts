/** A network that goes on learning its training rows while it answers others worse. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atKey, replaceValue } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import { finiteOf, meanBetween } from './curve';

/** The validation loss at the end relative to its least. */
const RISEN = 1.3;
/** The same relative to the training loss at the end. */
const APART = 2;
/** How much less accurate the validation rows are answered. */
const GAP = 0.08;
/** Share of its first value below which a validation loss is small, whatever it was before. */
const SMALL = 0.2;

export const overfitting: Producer = {
  id: 'overfitting',
  always: true,
  explains: ['plateau', 'stopped_too_early', 'learning_rate_too_small'],
  find(subject) {
    const { end, spec } = subject;
    if (!end) return null;
    const validation = finiteOf(end.columns.get('val_loss'));
    const train = finiteOf(end.columns.get('loss'));
    if (validation.length < 3) return 'no loss of validation rows is logged';
    const last = meanBetween(validation, 0.97, 1);
    const least = validation.reduce((a, b) => Math.min(a, b));
    const epoch = end.epochs[validation.indexOf(least)];
    const trained = meanBetween(train, 0.97, 1);
    const words = `the validation loss is ${shortNumber(last, 3)}; its least was ${shortNumber(least, 3)}`;
    if (last < RISEN * least || last < APART * trained) return words;
    if (last < SMALL * validation[0]) return words;
    const [own, other] = ['accuracy', 'val_accuracy'].map(name => end.columns.get(name)?.at(-1));
    if (own !== undefined && other !== undefined && own - other < GAP) return words;
    const message =
      `The network overfits from epoch ${epoch} on: the validation loss was ${shortNumber(least, 3)} there, and is ${shortNumber(last, 3)} now, while the training loss fell to ${shortNumber(trained, 3)}. ` +
      'Stop there, give it more rows, or hold the weights small with weight_decay.';
    const stop = { monitor: 'val_loss', mode: 'min', patience: Math.max(5, Math.ceil(epoch / 4)) };
    return {
      place: atKey('trainer', 'epochs'),
      message,
      evidence: { epoch, least, last, train: trained },
      since: epoch,
      picture: lossChart(subject, end, epoch),
      candidates: [
        replaceValue('Stop when the validation loss rises', ['trainer', 'early_stopping'], stop),
        ...[0.001, 0.01, 0.1]
          .filter(decay => decay > spec.optimizer.weight_decay)
          .map(decay =>
            replaceValue(`Set weight_decay to ${decay}`, ['optimizer', 'weight_decay'], decay),
          ),
      ],
    };
  },
};
