/** What the inspector shows of a run at its current step. Knows nothing of vscode. */
import type {
  InspectedLayer,
  InspectedTensor,
  InspectorPicture,
  Measure,
} from '../../protocol/inspector/inspector';
import { STEP_NORMS, type StepNorm, type TensorName } from '../../protocol/snapshot';
import type { TensorRef, TensorStats } from '../../protocol/tensors';
import { markOf } from '../session/findings';
import type { RunView } from '../session/run/runView';
import type { Opened } from '../sessions/sessions';
import { symbolOf } from './tensorText';

/** Most points of a course: a row has no room for more. */
const COURSE = 48;
/** Norms recorded at every update; for other tensors there are only the last frames. */
const RECORDED: Partial<Record<TensorName, StepNorm>> = {
  delta: 'delta',
  weights: 'weights',
  gradW: 'gradW',
  updateW: 'update',
};

interface Choice {
  hidden: readonly TensorName[];
  chosen: TensorRef | null;
  /** The tensor of the current row. */
  current: TensorRef | null;
}

/** @returns null where there is no run with numbers */
export function pictureOf(
  { session, findings }: Pick<Opened, 'session' | 'findings'>,
  { hidden, chosen, current }: Choice,
): InspectorPicture | null {
  const { view } = session;
  const { description, state } = view;
  if (!description || !state) return null;
  const { findings: listed } = findings.report;
  return {
    network: description.layers.map(({ name, units }) => `${name} ${units}`).join(),
    name: description.name,
    run: state.run,
    step: state.position.step,
    batchesPerEpoch: description.batchesPerEpoch,
    timeline: { start: state.timeline.start, origin: state.timeline.origin },
    batchLoss: state.batchLoss,
    parameters: description.parameters,
    finding: listed.at(0)?.message ?? null,
    findings: listed.length,
    layers: description.layers.map((_, index) => layerOf(view, findings, index, hidden)),
    chosen,
    distribution: current && distributionOf(view, current),
  };
}

function layerOf(
  view: RunView,
  findings: Opened['findings'],
  index: number,
  hidden: readonly TensorName[],
): InspectedLayer {
  const { description, state } = view;
  const { name, activation, units, parameters, tensors = [] } = description?.layers[index] ?? {};
  const isKnown = markOf(view, { layer: index, tensor: 'z' }) !== 'later';
  const health = isKnown ? (state?.health[index] ?? null) : null;
  return {
    ...{ name: name ?? '', activation: activation ?? '', units: units ?? 0 },
    parameters: parameters ?? 0,
    measures: measuresOf(view, index),
    health,
    findings: findings.ofBatch
      .filter(({ layer }) => layer === index)
      .map(({ id, message }) => ({ id, message })),
    tensors: tensors
      .filter(tensor => !hidden.includes(tensor))
      .map(tensor => tensorOf(view, { layer: index, tensor })),
  };
}

function measuresOf(view: RunView, layer: number): Record<Measure, number | null> {
  const norm = (tensor: TensorName): number | null =>
    statsOf(view, { layer, tensor })?.norm ?? null;
  const [update, weights] = [norm('updateW'), norm('weights')];
  const isKnown = markOf(view, { layer, tensor: 'z' }) !== 'later';
  return {
    delta: norm('delta'),
    gradW: norm('gradW'),
    ratio: update === null || weights === null ? null : update / weights,
    saturated: isKnown ? (view.state?.health[layer]?.saturated ?? null) : null,
  };
}

function tensorOf(view: RunView, ref: TensorRef): InspectedTensor {
  const symbols = view.description?.symbols;
  return {
    tensor: ref.tensor,
    symbol: symbols ? symbolOf(symbols, ref.layer, ref.tensor) : '',
    mark: markOf(view, ref),
    stats: statsOf(view, ref),
    course: Float64Array.from(courseOf(view, ref)),
  };
}

/** Nothing of what comes later in a pass that is followed, or of what the file does not show. */
function statsOf(view: RunView, ref: TensorRef): TensorStats | null {
  const { layer, tensor } = ref;
  const shown = view.description?.layers[layer]?.tensors.includes(tensor) ?? false;
  if (!shown || markOf(view, ref) === 'later') return null;
  return view.state?.stats[layer]?.find(stats => stats.tensor === tensor) ?? null;
}

function distributionOf(view: RunView, ref: TensorRef): InspectorPicture['distribution'] {
  const { distribution = null } = view.state ?? {};
  const isIts = distribution?.layer === ref.layer && distribution.tensor === ref.tensor;
  return isIts && statsOf(view, ref) ? distribution : null;
}

/** The norm in the recorded steps up to the current one, or in the last frames, and as it is now. */
function courseOf(view: RunView, ref: TensorRef): number[] {
  const { steps, norms, state } = view;
  const stats = statsOf(view, ref);
  if (!state || !stats) return [];
  const norm = RECORDED[ref.tensor];
  if (!norm) return norms.of(ref.layer, ref.tensor);
  const column = 1 + ref.layer * STEP_NORMS.length + STEP_NORMS.indexOf(norm);
  return [...steps.course(column, COURSE - 1, state.position.step), stats.norm];
}
