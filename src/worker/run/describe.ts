/** Describes a run for the pictures: everything that stays the same while it trains. */
import { penaltiesOf } from '../../engine/optimizers/objective';
import type { Run } from '../../engine/training/run';
import { constantGuesses } from '../../experiment/diagnosis/subject/guesses';
import { mayShow, shownTensors } from '../../experiment/policy/policy';
import { offeredNames } from '../../experiment/verify/names';
import type { Prepared } from '../../experiment/prepare';
import { hasTensor, TENSOR_NAMES } from '../../engine/ground/tensors';
import type { LayerSummary, RunDescription } from '../../protocol/snapshot';

export function describeRun(prepared: Prepared, run: Run, name: string): RunDescription {
  const { spec, data, summary, points, pairs, symbols, solution, notation } = prepared;
  const layers = layerSummaries(prepared);
  const { batch_size: batchSize } = spec.trainer;
  const rows = summary.train.rows;
  return {
    name,
    dtype: spec.dtype,
    loss: spec.loss,
    training: {
      optimizer: spec.optimizer,
      isFullBatch: batchSize === 'full' || batchSize >= rows,
      rng: spec.rng.type,
      seed: prepared.seed,
    },
    epochs: spec.trainer.epochs,
    batchesPerEpoch: run.batchesPerEpoch,
    rowsPerBatch: batchSize === 'full' ? rows : Math.min(batchSize, rows),
    parameters: layers.reduce((sum, layer) => sum + layer.parameters, 0),
    layers,
    data: summary,
    points,
    pairs,
    threshold: thresholdOf(prepared),
    columns: [...run.columns],
    guesses: constantGuesses(
      spec.metrics,
      data.train.y,
      run.batchesPerEpoch,
      summary.classNames !== null,
    ),
    symbols,
    names: spec.model.layers.map((_, layer) => offeredNames(notation, spec.model.layers, layer)),
    allows: { derivation: mayShow(solution, 'hint'), copy: mayShow(solution, 'solution') },
  };
}

function layerSummaries({ spec, solution }: Prepared): LayerSummary[] {
  const isPenalised = penaltiesOf(spec.optimizer) !== null;
  let inputs = spec.model.inputs;
  return spec.model.layers.map(({ name, activation, units, use_bias: useBias, mask }) => {
    const parameters = inputs * units + (useBias ? units : 0);
    const hasSlope = activation !== 'softmax';
    const needs = { useBias, isPenalised, hasSlope, hasMask: mask !== null };
    const own = TENSOR_NAMES.filter(tensor => hasTensor(needs, tensor));
    const tensors = shownTensors(solution, own);
    const summary = { name, activation, inputs, units, useBias, parameters, tensors };
    inputs = units;
    return summary;
  });
}

function thresholdOf({ spec, summary }: Prepared): number | null {
  if (summary.outputs !== 1 || !summary.classNames) return null;
  return spec.metrics.find(metric => metric.type === 'accuracy')?.threshold ?? 0.5;
}
