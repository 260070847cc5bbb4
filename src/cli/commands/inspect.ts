/** `inspect`: prints every number of the next batch after some updates. */
import { formatInteger } from '../../engine/ground/numbers';
import { Run } from '../../engine/training/run';
import type { Recording } from '../../engine/training/run';
import type { FloatArray, Matrix } from '../../engine/ground/spec';
import { TENSORS } from '../../engine/ground/tensors';
import { shownTensors } from '../../experiment/policy/policy';
import type { Prepared } from '../../experiment/prepare';
import { INSPECTED } from '../../experiment/verify/inspectPath';
import type { LayerTensor } from '../../experiment/verify/inspectPath';
import type { Arguments } from '../terminal/arguments';
import { UsageError, type ExitStatus, type Io } from '../terminal/io';
import { printJson } from '../terminal/json';
import type { Ready } from '../terminal/load';
import { listOf, rowsOf, table } from '../terminal/numbers';

export function inspect({ prepared }: Ready, { step, json }: Arguments, io: Io): ExitStatus {
  const run = startRun(prepared, step, io);
  for (let done = 0; done < step && !run.done; done++) run.step();
  const reached = run.position.step;
  if (reached < step) {
    io.err(
      `The run ended after ${reached} ${reached === 1 ? 'update' : 'updates'}: ${run.stopReason ?? ''}\n`,
    );
    if (run.firstNonFinite()) return 1;
  }
  const recording = run.peek();
  const shown = shownTensors(prepared.solution, INSPECTED);
  if (shown.length < INSPECTED.length) io.err(`${WITHHELD}\n`);
  if (json) printJson(io, asJson(recording, reached, shown));
  else io.out(asText(recording, reached, shown));
  return 0;
}

const WITHHELD = 'The file says that solutions are not shown: there are no gradients here.';

/** The largest number of epochs that a file may have. */
const MOST_EPOCHS = 10_000_000;

/** Starts a run that goes on to this step: beyond the file's epochs with a note. */
function startRun({ spec, data, parameters, stream }: Prepared, step: number, io: Io): Run {
  const run = new Run(spec, data, parameters, stream);
  const epochs = Math.ceil(step / run.batchesPerEpoch);
  if (epochs > MOST_EPOCHS) {
    const most = formatInteger(MOST_EPOCHS * run.batchesPerEpoch);
    throw new UsageError(`--step can be at most ${most}, ten million epochs of this file.`);
  }
  if (epochs <= spec.trainer.epochs) return run;
  io.err(
    `The file trains ${spec.trainer.epochs} epochs; going on to epoch ${epochs} to reach update ${step}.\n`,
  );
  run.goOnTo(step);
  return run;
}

function asJson(
  { loss, objective, x, y, layers, gradInput }: Recording,
  step: number,
  shown: readonly LayerTensor[],
): object {
  const names = shown.filter(name => objective !== null || TENSORS[name].from !== 'penalty');
  const asObject = (layer: Recording['layers'][number]): object => {
    const own = names.filter(name => name !== 'mask' || layer.mask !== null);
    return Object.fromEntries(own.map(name => [name, lists(layer[name])]));
  };
  return {
    step,
    loss,
    ...(objective && { penalty: objective.penalty, objective: objective.value }),
    x: rowsOf(x),
    y: rowsOf(y),
    layers: layers.map(asObject),
    ...(shown.includes('gradW') && { gradInput: rowsOf(gradInput) }),
  };
}

/** [rows, cols] of a matrix, [units] of biases; null where a layer has none. */
function lists(tensor: Matrix | FloatArray | null): number[] | number[][] | null {
  return tensor && ('data' in tensor ? rowsOf(tensor) : listOf(tensor));
}

function asText(
  { loss, objective, x, y, layers, gradInput }: Recording,
  step: number,
  shown: readonly LayerTensor[],
): string {
  const added = objective ? `, penalty ${objective.penalty}, objective ${objective.value}` : '';
  const lines = [`after ${step} updates, on the next batch: loss ${loss}${added}`];
  const show = (name: string, rows: number[][]) => {
    lines.push(`  ${name} [${rows.length} × ${rows[0]?.length ?? 0}]`, table(rows, '    '));
  };
  show('x', rowsOf(x));
  show('y', rowsOf(y));
  layers.forEach((layer, index) => {
    lines.push(`layer ${index + 1}`);
    for (const name of shown) {
      const tensor = layer[name];
      if (tensor) show(name, 'data' in tensor ? rowsOf(tensor) : [Array.from(tensor)]);
    }
  });
  if (shown.includes('gradW')) show('gradInput', rowsOf(gradInput));
  return `${lines.join('\n')}\n`;
}
