/** Finding where the numbers first left the finite range, in the order of computation. */
import type { Pass } from './network';
import { type LayerGradients, type LayerParameters, layerText } from '../ground/shapes';
import type { FloatArray, ModelSpec } from '../ground/spec';

export interface NonFinite {
  /** 0-based index of the layer. */
  layer: number;
  tensor: 'weights' | 'biases' | 'z' | 'a' | 'loss' | 'delta' | 'gradW' | 'gradB';
  /** The first such entry. */
  value: number;
  /** Number of the update, from 1, in whose computation it appeared. */
  step: number;
  /** One sentence for people. */
  message: string;
}

/** What is known of a run between two updates. */
export interface Traces {
  model: ModelSpec;
  parameters: readonly LayerParameters[];
  gradients: readonly LayerGradients[];
  pass: Pass;
  loss: number;
  /** Updates done. */
  steps: number;
  /** Update, from 1, whose gradients the buffers hold; null: of none. */
  gradientsOf: number | null;
  /** Update, from 1, whose z and a the buffers hold; null: of none. */
  activationsOf: number | null;
}

type Finding = Pick<NonFinite, 'layer' | 'tensor' | 'value'>;

/**
 * The first tensor that holds NaN or an infinite number: the activations and gradients of the
 * last update, then the parameters it made, then what has been computed of the next.
 */
export function findNonFinite(traces: Traces): NonFinite | null {
  const { steps, activationsOf, gradientsOf } = traces;
  const isPast = (update: number | null): boolean => update !== null && update <= steps;
  const isNext = (update: number | null): boolean => update !== null && update > steps;
  const inBuffers = (wanted: (update: number | null) => boolean): Finding | null =>
    (wanted(activationsOf) ? inActivations(traces) : null) ??
    (wanted(gradientsOf) ? inGradients(traces) : null);
  const found = inBuffers(isPast);
  if (found) return describe(traces, found, steps);
  const made = inParameters(traces);
  if (made) return describe(traces, made, steps);
  const next = inBuffers(isNext);
  return next && describe(traces, next, steps + 1);
}

/** Whether every parameter is finite. */
export function allFinite(parameters: readonly LayerParameters[]): boolean {
  return inParameters({ parameters }) === null;
}

function inParameters({ parameters }: Pick<Traces, 'parameters'>): Finding | null {
  for (let layer = 0; layer < parameters.length; layer++) {
    const { weights, biases } = parameters[layer];
    const found =
      finding(layer, 'weights', weights.data) ?? (biases && finding(layer, 'biases', biases));
    if (found) return found;
  }
  return null;
}

function inActivations({ pass, loss }: Traces): Finding | null {
  for (let layer = 0; layer < pass.layers.length; layer++) {
    const { z, a } = pass.layers[layer];
    const found = finding(layer, 'z', z.data) ?? finding(layer, 'a', a.data);
    if (found) return found;
  }
  if (Number.isFinite(loss)) return null;
  return { layer: pass.layers.length - 1, tensor: 'loss', value: loss };
}

function inGradients({ pass, gradients }: Traces): Finding | null {
  for (let layer = gradients.length - 1; layer >= 0; layer--) {
    const { weights, biases } = gradients[layer];
    const found =
      finding(layer, 'delta', pass.layers[layer].delta.data) ??
      finding(layer, 'gradW', weights.data) ??
      (biases && finding(layer, 'gradB', biases));
    if (found) return found;
  }
  return null;
}

function finding(layer: number, tensor: NonFinite['tensor'], data: FloatArray): Finding | null {
  for (let i = 0; i < data.length; i++) {
    // x − x is 0 for finite numbers alone.
    if (data[i] - data[i] !== 0) return { layer, tensor, value: data[i] };
  }
  return null;
}

function describe({ model }: Traces, found: Finding, step: number): NonFinite {
  const value = Number.isNaN(found.value) ? 'NaN' : 'infinite';
  const what = found.tensor === 'loss' ? 'the loss' : `${found.tensor} of`;
  const where = found.tensor === 'loss' ? '' : ` ${layerText(model, found.layer)}`;
  return {
    ...found,
    step,
    message:
      `Stopped at step ${step}: ${what}${where} became ${value}; ` +
      `a smaller learning rate or scaled inputs usually help.`,
  };
}
