/**
 * Forward and backward propagation, as two separate operations on buffers made once.
 *
 *   forward:   z = aPrev · W + b,  a = f(z)
 *   backward:  delta = ∂L/∂z,  gradW = aPrevᵀ · delta,  gradB = Σ rows of delta,
 *              ∂L/∂aPrev = delta · Wᵀ
 *
 * Where a layer has a mask, aPrev and ∂L/∂aPrev of the layer above are multiplied by it.
 *
 * Neither changes a parameter: that is the optimiser's work alone.
 */
import { createMatrixIn, type Kernels } from '../kernels/kernels';
import { lossGradient, type Outputs } from '../functions/losses';
import { firstRows } from '../ground/matrix';
import { fanIns, type LayerGradients, type LayerParameters } from '../ground/shapes';
import type { ActivationName, LossSpec, Matrix, ModelSpec } from '../ground/spec';
import { multiplyByMask } from './masks/masks';

/** The model with its parameters and the kernels that compute with them. */
export interface Network {
  model: ModelSpec;
  parameters: readonly LayerParameters[];
  kernels: Kernels;
}

/** What one layer computes for a batch: all [rows, units]. */
export interface LayerPass {
  z: Matrix;
  a: Matrix;
  delta: Matrix;
  /** Only in training, and where the layer has one. */
  mask: Matrix | null;
  /** What the next layer reads: a ⊙ mask, or a itself. */
  output: Matrix;
}

/** The buffers of one pass over `rows` rows. */
export interface Pass {
  rows: number;
  /** [rows, inputs] */
  x: Matrix;
  layers: LayerPass[];
  /** The last of the layers, as the losses read it. */
  outputs: Outputs;
  /** ∂L/∂x, [rows, inputs]; see inputGradient. */
  gradInput: Matrix;
}

interface PassOptions {
  /** The rows, where they stand somewhere already. */
  x?: Matrix | null;
  /** Layers have their masks: to be filled before a forward pass. */
  training?: boolean;
}

/** Buffers for up to `rows` rows. */
export function createPass(
  model: ModelSpec,
  kernels: Kernels,
  rows: number,
  { x = null, training = false }: PassOptions = {},
): Pass {
  const layers = model.layers.map(({ units, mask }): LayerPass => {
    const create = (): Matrix => createMatrixIn(kernels, rows, units);
    const [z, a, delta] = [create(), create(), create()];
    const isMasked = training && mask !== null;
    return { z, a, delta, mask: isMasked ? create() : null, output: isMasked ? create() : a };
  });
  return {
    rows,
    x: x ?? createMatrixIn(kernels, rows, model.inputs),
    layers,
    outputs: outputsOf(layers, model.layers[layers.length - 1].activation),
    gradInput: createMatrixIn(kernels, rows, model.inputs),
  };
}

/**
 * Buffers for a pass over these rows again.
 * @param masks of each layer, [rows, units], in any dtype; null: as when evaluating
 */
export function maskedPass(
  model: ModelSpec,
  kernels: Kernels,
  x: Matrix,
  masks: readonly (Matrix | null)[] | null,
): Pass {
  const pass = createPass(model, kernels, x.rows, { x, training: masks !== null });
  pass.layers.forEach(({ mask }, i) => {
    const given = masks?.[i];
    if (mask && given) mask.data.set(given.data);
  });
  return pass;
}

/** The first `rows` rows of the buffers, sharing their storage. */
export function shortenPass(pass: Pass, rows: number): Pass {
  const layers = pass.layers.map(({ z, a, delta, mask, output }) => ({
    z: firstRows(z, rows),
    a: firstRows(a, rows),
    delta: firstRows(delta, rows),
    mask: mask && firstRows(mask, rows),
    output: firstRows(output, rows),
  }));
  return {
    rows,
    x: firstRows(pass.x, rows),
    layers,
    outputs: outputsOf(layers, pass.outputs.activation),
    gradInput: firstRows(pass.gradInput, rows),
  };
}

export function createGradients(model: ModelSpec, kernels: Kernels): LayerGradients[] {
  const inputs = fanIns(model);
  return model.layers.map(({ units, use_bias }, i) => ({
    weights: createMatrixIn(kernels, inputs[i], units),
    biases: use_bias ? kernels.createArray(units) : null,
  }));
}

/** What layer `i` reads: the rows of the batch, or what the layer below has made of them. */
export function inputOf({ x, layers }: Pick<Pass, 'x' | 'layers'>, i: number): Matrix {
  return i === 0 ? x : layers[i - 1].output;
}

/**
 * Fills z and a of every layer from the rows in `pass.x`.
 * @param from the first layer to compute: those before it stand as they are
 */
export function forward(network: Network, pass: Pass, from = 0): void {
  const { parameters, kernels } = network;
  for (let i = from; i < pass.layers.length; i++) {
    const { weights, biases } = parameters[i];
    const { rows: inputs, cols: units } = weights;
    const { data: x } = inputOf(pass, i);
    kernels.affine(x, weights.data, biases, pass.layers[i].z.data, pass.rows, inputs, units);
    activateLayer(network, pass, i);
  }
}

/** The rest of layer `i`, from its z on. */
export function activateLayer({ model, kernels }: Network, pass: Pass, i: number): void {
  const { z, a, mask, output } = pass.layers[i];
  kernels.activate(model.layers[i].activation, z, a);
  if (mask) multiplyByMask(a, mask, output);
}

/**
 * Fills delta of every layer and the gradients, after a forward pass over the same rows.
 * @param y targets, [rows, outputs]
 */
export function backward(
  network: Network,
  loss: LossSpec,
  pass: Pass,
  y: Matrix,
  gradients: readonly LayerGradients[],
): void {
  const { model, parameters, kernels } = network;
  const last = pass.layers.length - 1;
  lossGradient(loss, pass.outputs, y, pass.layers[last].delta);
  for (let i = last; i >= 0; i--) {
    const { data: delta } = pass.layers[i].delta;
    const previous = i > 0 ? pass.layers[i - 1] : null;
    const input = inputOf(pass, i);
    const { weights } = parameters[i];
    const { weights: gradW, biases: gradB } = gradients[i];
    const { rows: inputs, cols: units } = weights;
    kernels.gradWeights(input.data, delta, gradW.data, pass.rows, inputs, units);
    if (gradB) kernels.gradBiases(delta, gradB, pass.rows, units);
    if (previous) {
      kernels.gradInput(delta, weights.data, previous.delta.data, pass.rows, inputs, units);
      const { z, a, mask, delta: gradient } = previous;
      if (mask) multiplyByMask(gradient, mask, gradient);
      kernels.multiplyBySlope(model.layers[i - 1].activation, z, a, gradient);
    }
  }
}

/** ∂L/∂x of the rows of a pass, after `backward`. */
export function inputGradient({ parameters, kernels }: Network, pass: Pass): Matrix {
  const { rows, cols, data } = parameters[0].weights;
  const { delta } = pass.layers[0];
  kernels.gradInput(delta.data, data, pass.gradInput.data, pass.rows, rows, cols);
  return pass.gradInput;
}

function outputsOf(layers: LayerPass[], activation: ActivationName): Outputs {
  const { z, a } = layers[layers.length - 1];
  return { activation, z, a };
}
