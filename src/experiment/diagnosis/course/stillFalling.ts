/** How far a run is from where it is going. */
import type { End, Subject } from '../subject/subject';
import { fallPerEpoch, finiteOf, meanBetween } from './curve';

/** Share of its last value that the loss falls in the next quarter of the run, at least. */
const STEEP = 0.01;
/** A network that answers nearly as well as its inputs allow is not worth a warning. */
const NEARLY = 0.92;
/** A loss that is still this share of that of the best constant has hardly begun, whatever the answers. */
const FAR = 0.6;
/** Of one that answers well: what is left of its loss, and the fall that is still worth a word. */
const LEFT = 0.3;
const FAST = 0.15;
/** The loss at the end relative to its least: from here on it has risen again. */
const RISEN = 1.25;
/** Epochs of which the log makes no curve: the loss before and after them says more. */
const FEW = 4;

export interface Falling {
  /** Share of the loss of the best constant that is left. */
  rest: number;
  /** How many times the epochs so far it would take to bring that to a tenth, at the present slope. */
  factor: number;
  epochs: number;
}

/** null where the loss does not fall any more. */
export function stillFalling(subject: Subject, end: End): Falling | null {
  const { constant, start } = subject;
  const epochs = end.epochs.at(-1) ?? 0;
  const logged = finiteOf(end.columns.get('loss'));
  const losses = logged.length < FEW ? Float64Array.of(start.loss, end.snapshot.loss) : logged;
  const last = meanBetween(losses, 0.95, 1);
  const fall = fallPerEpoch(losses);
  const isShort = logged.length < FEW;
  const rest = end.snapshot.loss / constant;
  const isNear = subject.scoreOf(end.snapshot) > NEARLY * subject.attainable && rest < FAR;
  if (!isShort && isNear && rest < LEFT) return null;
  if (!isShort && last > RISEN * losses.reduce((a, b) => Math.min(a, b))) return null;
  const ofAll = isNear ? FAST : STEEP;
  const steep = isShort ? STEEP / 20 : ofAll;
  if (!(fall * losses.length * 0.25 > steep * last)) return null;
  // The log may measure another multiple of the loss: only shares of it are compared.
  const toGo = last * Math.max(0, 1 - 0.1 / Math.max(rest, 0.1));
  return { rest, factor: toGo / (fall * losses.length), epochs };
}

/** The largest ‖θ − θ₀‖ / ‖θ₀‖ of all layers. */
export function largestMove({ start }: Subject, { snapshot }: End): number {
  const moves = snapshot.parameters.map(({ weights }, i) => {
    const before = start.parameters[i].weights.data;
    let moved = 0;
    let size = 0;
    weights.data.forEach((value, k) => {
      moved += (value - before[k]) ** 2;
      size += before[k] ** 2;
    });
    return size === 0 ? Infinity : Math.sqrt(moved / size);
  });
  return Math.max(...moves);
}
