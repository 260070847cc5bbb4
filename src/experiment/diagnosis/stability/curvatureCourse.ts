/** λ_max along a run beside what its rate allows: why the loss spikes. */
import { formatInteger, shortNumber } from '../../../engine/ground/numbers';
import { Run } from '../../../engine/training/run';
import type { Chart } from '../../evidence/picture';
import type { Prepared } from '../../prepare';
import { Subject } from '../subject/subject';
import { curvatureAt, largestCurvature } from './curvature';

/** Places along a run where the curvature is computed, at most. */
const MOST_PLACES = 400;
/** Findings whose evidence this is. */
export const OF_CURVATURE: readonly string[] = [
  'learning_rate_too_large',
  'loss_summed_over_batch',
  'momentum_too_high',
];

interface Station {
  epoch: number;
  loss: number;
  curvature: number;
  /** Above it a step overshoots, at the rate of this epoch. */
  limit: number;
}

/**
 * Trains anew and looks at the curvature before each update, or at even distances of a long run. Stops
 * for a breath before each.
 * @returns null where the curvature bounds no rate: of optimisers that scale their steps, of large networks
 */
export function* curvatureCourse(prepared: Prepared): Generator<void, Chart | null> {
  const { spec, data, parameters, stream } = prepared;
  const run = new Run(spec, data, parameters, stream);
  const subject = new Subject(prepared);
  const updates = spec.trainer.epochs * run.batchesPerEpoch;
  const stride = Math.max(1, Math.ceil(updates / MOST_PLACES));
  const stations: Station[] = [];
  while (!run.done) {
    yield;
    const { loss, parameters: here } = subject.at(run.parameters);
    const curvature = curvatureAt(subject, here);
    if (curvature === null) return null;
    const epoch = run.position.step / run.batchesPerEpoch;
    const limit = largestCurvature(subject, run.learningRate);
    if (Number.isFinite(loss) && curvature > 0) stations.push({ epoch, loss, curvature, limit });
    run.train(stride);
  }
  run.end();
  return stations.length < 2 ? null : chartOf(stations, spec.optimizer, stride === 1);
}

function chartOf(
  stations: readonly Station[],
  { learning_rate: rate, momentum }: { learning_rate: number; momentum: number },
  isWhole: boolean,
): Chart {
  const isAbove = ({ curvature, limit }: Station): boolean => curvature > limit;
  const x = stations.map(({ epoch }) => epoch);
  const width = (x[x.length - 1] - x[0]) / (x.length - 1);
  const shaded = stations.flatMap((station, i): [number, number][] =>
    isAbove(station) ? [[x[i], x[i] + width]] : [],
  );
  const { limit } = stations[0];
  const name = `${momentum > 0 ? '2(1 + momentum)' : '2'} / rate`;
  const isConstant = stations.every(each => each.limit === limit);
  return {
    kind: 'chart',
    caption: captionOf(stations.filter(isAbove).length, stations, { rate, name, isWhole }),
    axis: 'epoch',
    panels: [
      { name: 'loss', log: false, lines: [{ name: 'loss', x, y: lossesOf(stations) }] },
      {
        name: 'curvature λ_max',
        log: true,
        lines: [
          { name: 'λ_max', x, y: stations.map(({ curvature }) => curvature) },
          ...(isConstant ? [] : [{ name, x, y: stations.map(each => each.limit) }]),
        ],
        ...(isConstant ? { limit: { name, value: limit } } : {}),
      },
    ],
    shaded: joined(shaded),
  };
}

function lossesOf(stations: readonly Station[]): number[] {
  return stations.map(({ loss }) => loss);
}

function captionOf(
  above: number,
  stations: readonly Station[],
  { rate, name, isWhole }: { rate: number; name: string; isWhole: boolean },
): string {
  const [{ limit }] = stations;
  const bound = `At rate ${shortNumber(rate)} a step is stable where the curvature is below ${name} = ${shortNumber(limit)}.`;
  const where = `It is above in ${formatInteger(above)} of ${formatInteger(stations.length)} ${isWhole ? 'steps' : 'steps that were looked at'} (shaded)`;
  const losses = lossesOf(stations);
  const rises = losses.flatMap((loss, i) => (i > 0 && loss > losses[i - 1] ? [i] : []));
  if (!isWhole || rises.length === 0) return `${bound} ${where}.`;
  const follow = rises.filter(i => stations[i - 1].curvature > stations[i - 1].limit).length;
  return `${bound} ${where}; ${formatInteger(follow)} of the ${formatInteger(rises.length)} rises of the loss follow directly.`;
}

/** Stretches that touch are one. */
function joined(stretches: readonly [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of stretches) {
    const last = all.at(-1);
    if (last && from <= last[1] + 1e-9 * Math.abs(to)) last[1] = to;
    else all.push([from, to]);
  }
  return all;
}
