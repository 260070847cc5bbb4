/** Small experiments on an experiment: each is run at a click, and says in a sentence what its outcome means. */
import { counted, formatInteger, shortNumber } from '../../../engine/ground/numbers';
import type { Dataset, Matrix } from '../../../engine/ground/spec';
import { createStream } from '../../../engine/rng/createStream';
import type { DataFiles } from '../../format/experiment';
import type { Prepared } from '../../prepare';
import { edited, type Json } from '../fixes/candidates';
import { type Outcome, outcomeOf, preparedOf } from '../fixes/trial';
import { spreadOf } from '../subject/rows';
import { Subject } from '../subject/subject';

export type SanityName =
  'overfit_batch' | 'zero_inputs' | 'shuffle_labels' | 'double_batch' | 'ten_seeds';

/** Updates that one batch is trained for: as many as the file has, but no fewer and no more. */
const FEWEST_UPDATES = 500;
const MOST_UPDATES = 5000;
/** Rows of the batch where the file takes all of them. */
const FULL_BATCH = 32;
const SEEDS = 10;
/** Accuracy, or share of the loss of the best constant answer, at which rows are learned by heart. */
const BY_HEART = { accuracy: 0.99, loss: 0.05 };
/** A difference in accuracy, or of losses as a share of that of the best constant, that counts. */
const APART = 0.05;
/** The best of ten outcomes differs this much from the worst where the start matters: in accuracy, or by this factor. */
const SPREAD = { accuracy: 0.1, loss: 1.5 };

/**
 * Runs it to its end; stops for a breath every few updates.
 * @returns a sentence on what came out, and what that means; null where the experiment cannot run
 */
export function* sanity(
  name: SanityName,
  file: Json,
  files: DataFiles,
): Generator<void, string | null> {
  const prepared = preparedOf(file, files);
  if (!prepared) return null;
  switch (name) {
    case 'overfit_batch':
      return yield* overfitBatch(prepared);
    case 'zero_inputs':
      return yield* zeroInputs(prepared, file, files);
    case 'shuffle_labels':
      return yield* shuffleLabels(prepared, file, files);
    case 'double_batch':
      return yield* doubleBatch(prepared, file, files);
    case 'ten_seeds':
      return yield* tenSeeds(file, files);
    default:
      return name satisfies never;
  }
}

type Steps = Generator<void, string | null>;

function* overfitBatch(prepared: Prepared): Steps {
  const { spec, data } = prepared;
  const { batch_size: size, epochs } = spec.trainer;
  const rows = Math.min(size === 'full' ? FULL_BATCH : size, data.train.x.rows);
  const train = firstRows(data.train, rows);
  const perEpoch = size === 'full' ? 1 : Math.ceil(data.train.x.rows / size);
  const updates = Math.min(MOST_UPDATES, Math.max(FEWEST_UPDATES, epochs * perEpoch));
  const trainer = { ...spec.trainer, epochs: updates, batch_size: 'full' as const };
  const one: Prepared = {
    ...prepared,
    spec: { ...spec, trainer: { ...trainer, shuffle: 'never', early_stopping: null } },
    data: { train, validation: null, test: null },
  };
  const constant = new Subject(one).constant;
  const outcome = yield* outcomeOf(one);
  const done = `Trained on one batch of ${counted(rows, 'row')} for ${formatInteger(updates)} updates: ${wordsOf(outcome)}.`;
  return isByHeart(outcome, constant)
    ? `${done} The network can learn rows by heart: its gradients work. What is wrong lies in the data, the rate or the length of the run.`
    : `${done} It cannot even learn these by heart. Look at the gradients, the learning rate, the initial weights and what the output can reach, before the data.`;
}

function* zeroInputs(prepared: Prepared, file: Json, files: DataFiles): Steps {
  const zeroed = ({ x, y }: Dataset): Dataset => ({ x: filled(x), y });
  const without = withData(prepared, zeroed);
  const [own, other] = [yield* ownOutcome(file, files), yield* outcomeOf(without)];
  if (!own) return null;
  const done = `With all inputs 0: ${wordsOf(other)}; with the inputs of the file: ${wordsOf(own)}.`;
  return isBetter(own, other, prepared)
    ? `${done} The network uses its inputs.`
    : `${done} It does no better with its inputs than without: they do not reach the output, or say nothing of the target.`;
}

function* shuffleLabels(prepared: Prepared, file: Json, files: DataFiles): Steps {
  const shuffled = withData(prepared, ({ x, y }) => ({ x, y: permuted(y) }));
  const [own, other] = [yield* ownOutcome(file, files), yield* outcomeOf(shuffled)];
  if (!own) return null;
  const done = `With the targets shuffled over the rows: ${wordsOf(other)}; as they are: ${wordsOf(own)}.`;
  if (isBetter(own, other, prepared))
    return `${done} The network has found what inputs and targets have in common.`;
  return isByHeart(other, constantOf(prepared))
    ? `${done} It learns any targets by heart: that it learns these says nothing of new rows.`
    : `${done} It does no better than with targets that have nothing to do with the inputs.`;
}

function* doubleBatch(prepared: Prepared, file: Json, files: DataFiles): Steps {
  const { batch_size: size } = prepared.spec.trainer;
  const { rows } = prepared.data.train.x;
  if (size === 'full' || size >= rows)
    return `A batch is all ${counted(rows, 'row')} already: there is nothing to double.`;
  const path = ['trainer', 'batch_size'];
  const twice = preparedOf(edited(file, { path, value: 2 * size }), files);
  if (!twice) return null;
  const [own, other] = [yield* ownOutcome(file, files), yield* outcomeOf(twice)];
  if (!own) return null;
  const done = `With batches of ${2 * size}: ${wordsOf(other)}; with batches of ${size}: ${wordsOf(own)}.`;
  const isSum = prepared.spec.loss.batch_reduction === 'sum';
  if (isBetter(other, own, prepared))
    return `${done} Larger batches help: the steps are noisy, and a smaller rate would help as well.`;
  if (!isBetter(own, other, prepared)) return `${done} The size of the batch hardly matters here.`;
  return isSum
    ? `${done} The loss is summed over the batch, so that the doubled one takes steps of twice the length.`
    : `${done} There are half as many steps now: give it more epochs, or a larger rate.`;
}

function* tenSeeds(file: Json, files: DataFiles): Steps {
  const first = typeof file.seed === 'number' ? file.seed : 0;
  const outcomes: Outcome[] = [];
  for (let i = 0; i < SEEDS; i++) {
    const prepared = preparedOf({ ...file, seed: first + i }, files);
    if (!prepared) return null;
    outcomes.push(yield* outcomeOf(prepared));
  }
  const accuracies = outcomes.flatMap(({ scores: { accuracy } }) => accuracy ?? []);
  const isAccuracy = accuracies.length === SEEDS;
  const values = isAccuracy ? accuracies : outcomes.map(({ scores: { loss = NaN } }) => loss);
  const { mean, std } = spreadOf(Float64Array.from(values));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const name = isAccuracy ? 'accuracy' : 'loss';
  const done = `From ${SEEDS} seeds, ${first} to ${first + SEEDS - 1}: ${name} ${shortNumber(mean, 3)} ± ${shortNumber(std, 2)}, from ${shortNumber(low, 3)} to ${shortNumber(high, 3)}.`;
  const isSpread = isAccuracy ? high - low > SPREAD.accuracy : high > SPREAD.loss * low;
  return isSpread
    ? `${done} What comes out depends on where it starts: compare edits over several seeds, never over one.`
    : `${done} It comes out about the same wherever it starts.`;
}

function* ownOutcome(file: Json, files: DataFiles): Generator<void, Outcome | null> {
  const prepared = preparedOf(file, files);
  return prepared && (yield* outcomeOf(prepared));
}

function withData(prepared: Prepared, change: (part: Dataset) => Dataset): Prepared {
  const { train, validation, test } = prepared.data;
  const parts = {
    train: change(train),
    validation: validation && change(validation),
    test: test && change(test),
  };
  return { ...prepared, data: parts };
}

function constantOf(prepared: Prepared): number {
  return new Subject(prepared).constant;
}

function firstRows({ x, y }: Dataset, rows: number): Dataset {
  const first = (matrix: Matrix): Matrix => ({
    ...matrix,
    rows,
    data: matrix.data.slice(0, rows * matrix.cols),
  });
  return { x: first(x), y: first(y) };
}

function filled(matrix: Matrix): Matrix {
  return { ...matrix, data: matrix.data.map(() => 0) };
}

/** The rows in another order, the same every time. */
function permuted(matrix: Matrix): Matrix {
  const { rows, cols, data } = matrix;
  const order = createStream('numpy', 0).permutation(rows);
  const moved = data.slice();
  for (let row = 0; row < rows; row++) {
    moved.set(data.subarray(order[row] * cols, (order[row] + 1) * cols), row * cols);
  }
  return { ...matrix, data: moved };
}

/** "accuracy 0.95, loss 0.12" */
function wordsOf({ scores: { accuracy, loss = NaN } }: Outcome): string {
  const words = accuracy === undefined ? '' : `accuracy ${shortNumber(accuracy, 3)}, `;
  return `${words}loss ${shortNumber(loss, 3)}`;
}

function isByHeart({ scores: { accuracy, loss = NaN } }: Outcome, constant: number): boolean {
  return accuracy === undefined ? loss <= BY_HEART.loss * constant : accuracy >= BY_HEART.accuracy;
}

/** Noticeably better than the other, in accuracy by more than chance would make of these rows, or in the loss. */
function isBetter(one: Outcome, other: Outcome, prepared: Prepared): boolean {
  const { accuracy: a, loss: l = NaN } = one.scores;
  const { accuracy: b, loss: m = NaN } = other.scores;
  if (a !== undefined && b !== undefined) {
    const chance = 2 * Math.sqrt((a * (1 - a) + b * (1 - b)) / prepared.data.train.x.rows);
    if (Math.abs(a - b) > Math.max(APART, chance)) return a > b;
  }
  return m - l > APART * constantOf(prepared);
}
