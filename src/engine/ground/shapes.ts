/** Shapes, checked once at the door: the loops behind it trust them. */
import { shapeText } from './matrix';
import type { DataParts, Dataset, FloatArray, Matrix, ModelSpec } from './spec';

/** Sizes that do not fit; the message is one sentence that names layer, expected and got. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

export interface LayerParameters {
  /** [inputs, units] */
  weights: Matrix;
  /** [units] */
  biases: FloatArray | null;
}

/** ∂L/∂W and ∂L/∂b of one layer, in the shapes of the parameters. */
export interface LayerGradients {
  weights: Matrix;
  biases: FloatArray | null;
}

/** W and b of layer after layer. */
export function arraysOf(parameters: readonly LayerParameters[]): FloatArray[] {
  return parameters.flatMap(({ weights, biases }) =>
    biases ? [weights.data, biases] : [weights.data],
  );
}

/** Inputs of each layer, in order. */
export function fanIns(model: ModelSpec): number[] {
  return model.layers.map((_, i) => (i === 0 ? model.inputs : model.layers[i - 1].units));
}

/** `layer 2 ("hidden")`, as sentences name a layer. */
export function layerText(model: ModelSpec, layer: number): string {
  return `layer ${layer + 1} ("${model.layers[layer].name}")`;
}

/** @throws ShapeError unless every parameter has the shape that the model gives it */
export function checkParameters(model: ModelSpec, parameters: readonly LayerParameters[]): void {
  if (parameters.length !== model.layers.length) {
    throw new ShapeError(
      `The model has ${model.layers.length} layers, but parameters for ${parameters.length} were given.`,
    );
  }
  const inputs = fanIns(model);
  parameters.forEach((p, i) => {
    const { units, use_bias } = model.layers[i];
    const { rows, cols, data } = p.weights;
    if (rows !== inputs[i] || cols !== units || data.length !== rows * cols) {
      throw new ShapeError(
        `The weights of ${layerText(model, i)} must have the shape ${shapeText(inputs[i], units)} ` +
          `(inputs, units), got ${shapeText(rows, cols)}.`,
      );
    }
    const expected = use_bias ? units : 0;
    const got = p.biases?.length ?? 0;
    if (got !== expected) {
      throw new ShapeError(
        `${sentenceStart(layerText(model, i))} must have ${expected} biases, got ${got}.`,
      );
    }
  });
}

/** @throws ShapeError unless inputs and targets fit the first and the last layer */
export function checkData(model: ModelSpec, data: DataParts): void {
  checkPart(model, 'training', data.train);
  if (data.validation) checkPart(model, 'validation', data.validation);
  if (data.test) checkPart(model, 'test', data.test);
}

function checkPart(model: ModelSpec, part: string, { x, y }: Dataset): void {
  const last = model.layers.length - 1;
  if (x.rows === 0) throw new ShapeError(`The ${part} data must have rows, got none.`);
  checkInputs(model, x, `The ${part} data`);
  if (y.cols !== model.layers[last].units) {
    throw new ShapeError(
      `The targets of the ${part} data must have ${model.layers[last].units} columns, one for each ` +
        `unit of ${layerText(model, last)}, got ${y.cols}.`,
    );
  }
  if (x.rows !== y.rows) {
    throw new ShapeError(
      `The ${part} data must have a target for each of its ${x.rows} rows, got ${y.rows} targets.`,
    );
  }
}

/** @throws ShapeError unless x has one column for each input of the first layer */
export function checkInputs(model: ModelSpec, x: Matrix, what: string): void {
  if (x.cols === model.inputs) return;
  throw new ShapeError(
    `${what} must have ${model.inputs} columns, one for each input of ${layerText(model, 0)}, ` +
      `got ${x.cols}.`,
  );
}

function sentenceStart(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
