/**
 * Forward and backward propagation, as two separate operations on buffers made once.
 *
 *   forward:   z = aPrev · W + b,  a = f(z)
 *   backward:  delta = ∂L/∂z,  gradW = aPrevᵀ · delta,  gradB = Σ rows of delta,
 *              ∂L/∂aPrev = delta · Wᵀ
 *
 * Neither changes a parameter: that is the optimiser's work alone.
 */
import { createMatrixIn, type Kernels } from '../kernels/kernels';
import { lossGradient, type Outputs } from '../functions/losses';
import { firstRows } from '../ground/matrix';
import { fanIns, type LayerGradients, type LayerParameters } from '../ground/shapes';
import type { ActivationName, LossSpec, Matrix, ModelSpec } from '../ground/spec';

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

/** Buffers for up to `rows` rows. @param x the rows, where they stand somewhere already */
export function createPass(
  model: ModelSpec,
  kernels: Kernels,
  rows: number,
  x: Matrix | null = null,
): Pass {
  const layers = model.layers.map(({ units }) => ({
    z: createMatrixIn(kernels, rows, units),
    a: createMatrixIn(kernels, rows, units),
    delta: createMatrixIn(kernels, rows, units),
  }));
  return {
    rows,
    x: x ?? createMatrixIn(kernels, rows, model.inputs),
    layers,
    outputs: outputsOf(layers, model.layers[layers.length - 1].activation),
    gradInput: createMatrixIn(kernels, rows, model.inputs),
  };
}

/** The first `rows` rows of the buffers, sharing their storage. */
export function shortenPass(pass: Pass, rows: number): Pass {
  const layers = pass.layers.map(({ z, a, delta }) => ({
    z: firstRows(z, rows),
    a: firstRows(a, rows),
    delta: firstRows(delta, rows),
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
  return i === 0 ? x : layers[i - 1].a;
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
  const { z, a } = pass.layers[i];
  kernels.activate(model.layers[i].activation, z, a);
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
    const gradient = gradients[i];
    const { rows: inputs, cols: units } = weights;
    kernels.gradWeights(input.data, delta, gradient.weights.data, pass.rows, inputs, units);
    if (gradient.biases) kernels.gradBiases(delta, gradient.biases, pass.rows, units);
    if (previous) {
      kernels.gradInput(delta, weights.data, previous.delta.data, pass.rows, inputs, units);
      kernels.multiplyBySlope(
        model.layers[i - 1].activation,
        previous.z,
        previous.a,
        previous.delta,
      );
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
