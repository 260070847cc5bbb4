/** Which class each row of a part is taken for, and the rows that are misclassified. */
import type { Matrix } from '../../engine/ground/spec';
import type { Confusion, ConfusionWish, Misclassified } from '../../protocol/confusion';
import type { LoadedRun } from '../run/loadedRun';
import { MOST_INPUTS, writeInputs } from './inputs';

/** Of a picture all pixels are sent; larger ones are not sent as pictures. */
const MOST_PIXELS = 4096;

/** null where the targets are not classes, or the part has no rows. */
export function confusionOf(loaded: LoadedRun, { part, most }: ConfusionWish): Confusion | null {
  const { classNames } = loaded.description.data;
  const data = loaded.part(part);
  if (!classNames || !data || data.x.rows === 0) return null;
  const outputs = loaded.run.predict(data.x);
  const classes = Math.max(2, outputs.cols);
  const counts = new Float64Array(classes * classes);
  const wrong: Wrong[] = [];
  let unread = 0;
  for (let row = 0; row < outputs.rows; row++) {
    const truth = classOf(data.y, row, 0.5);
    const predicted = classOf(outputs, row, loaded.description.threshold ?? 0.5);
    if (predicted === null || truth === null) unread++;
    else {
      counts[truth * classes + predicted]++;
      if (truth !== predicted) wrong.push(wrongOf(loaded, outputs, { row, truth, predicted }));
    }
  }
  wrong.sort((a, b) => b.certainty - a.certainty || a.row - b.row);
  const shown = wrong.slice(0, most);
  return {
    part,
    classes,
    counts,
    unread,
    misclassified: {
      rows: Float64Array.from(shown, ({ row }) => row),
      truths: Float64Array.from(shown, ({ truth }) => truth),
      predicted: Float64Array.from(shown, ({ predicted }) => predicted),
      outputs: Float64Array.from(shown, ({ output }) => output),
      ...inputsOf(loaded, data.x, shown),
    },
  };
}

interface Wrong {
  row: number;
  truth: number;
  predicted: number;
  /** The output that decided. */
  output: number;
  certainty: number;
}

/** The largest output decides; of a single one its distance from the threshold says how certain it is. */
function wrongOf(
  { description }: LoadedRun,
  { data, cols }: Matrix,
  verdict: Pick<Wrong, 'row' | 'truth' | 'predicted'>,
): Wrong {
  const { row, predicted } = verdict;
  const output = data[row * cols + (cols === 1 ? 0 : predicted)];
  const certainty = cols === 1 ? Math.abs(output - (description.threshold ?? 0.5)) : output;
  return { ...verdict, output, certainty };
}

/** As the accuracy counts: the largest output, the first of equals; null where one is not a number. */
function classOf({ data, cols }: Matrix, row: number, threshold: number): number | null {
  if (cols === 1) {
    const value = data[row];
    return Number.isNaN(value) ? null : Number(value >= threshold);
  }
  let best = 0;
  for (let col = 0; col < cols; col++) {
    const value = data[row * cols + col];
    if (Number.isNaN(value)) return null;
    if (value > data[row * cols + best]) best = col;
  }
  return best;
}

/** In the units of the file. */
function inputsOf(
  { description }: LoadedRun,
  x: Matrix,
  shown: readonly Wrong[],
): Pick<Misclassified, 'width' | 'inputs'> {
  const { image } = description.data;
  const isPicture = image !== null && x.cols <= MOST_PIXELS;
  const width = isPicture ? x.cols : Math.min(x.cols, MOST_INPUTS);
  const size = shown.length * width;
  const inputs = isPicture ? new Float32Array(size) : new Float64Array(size);
  const rows = shown.map(({ row }) => row);
  writeInputs(description, x, rows, width, inputs);
  return { width, inputs };
}
