/**
 * Initial parameters, drawn from the experiment's stream in a documented order.
 *
 * A kernel is drawn row by row in the orientation of `model.kernel_layout`: [in, out] by default,
 * as `randn(2, 5)` or `torch.rand(in, out)`; with `out_in`, [out, in], as `torch.nn.init` fills
 * the weight of an `nn.Linear`. `torch_linear` is that layer's own default, always [out, in].
 * Bounds and deviations are those of torch.nn.init: gain 1 for xavier (Glorot & Bengio 2010),
 * gain √2 and fan-in for kaiming (He et al. 2015), gain 1 and fan-in for lecun (LeCun et al. 1998).
 */
import { createArray, matrixFromRows, shapeText, transposed } from '../ground/matrix';
import { orthonormalize } from './orthogonal';
import type { RandomStream } from '../rng/stream';
import { rounded } from '../ground/rounding';
import { fanIns, layerText, ShapeError, type LayerParameters } from '../ground/shapes';
import type {
  Dtype,
  FloatArray,
  InitializerSpec,
  Matrix,
  ModelSpec,
  RngSpec,
} from '../ground/spec';

export { ShapeError, type LayerParameters } from '../ground/shapes';

/**
 * The parameters before the first update, in new arrays of the dtype.
 * @throws ShapeError where given numbers do not fit their layer, in one sentence
 */
export function initialParameters(
  model: ModelSpec,
  rng: RngSpec,
  dtype: Dtype,
  stream: RandomStream,
): LayerParameters[] {
  const inputs = fanIns(model);
  const kernel = (i: number): Matrix => initialKernel(model, i, inputs[i], dtype, stream);
  const biases = (i: number): FloatArray | null =>
    model.layers[i].use_bias ? initialBiases(model, i, inputs[i], dtype, stream) : null;
  if (rng.init_order === 'per_layer') {
    return model.layers.map((_, i) => ({ weights: kernel(i), biases: biases(i) }));
  }
  const kernels = model.layers.map((_, i) => kernel(i));
  return kernels.map((weights, i) => ({ weights, biases: biases(i) }));
}

function initialKernel(
  model: ModelSpec,
  layer: number,
  inputs: number,
  dtype: Dtype,
  stream: RandomStream,
): Matrix {
  const { units, kernel_initializer: spec } = model.layers[layer];
  const outIn = model.kernel_layout === 'out_in' || spec.type === 'torch_linear';
  const rows = outIn ? units : inputs;
  const cols = outIn ? inputs : units;
  const drawn =
    spec.type === 'values'
      ? givenKernel(model, layer, spec.values, rows, cols, dtype)
      : { rows, cols, data: kernelNumbers(spec, rows, cols, inputs, dtype, stream) };
  return outIn ? transposed(drawn, dtype) : drawn;
}

/** `rows` and `cols` are the orientation in which the numbers are drawn. */
function kernelNumbers(
  spec: InitializerSpec,
  rows: number,
  cols: number,
  fanIn: number,
  dtype: Dtype,
  stream: RandomStream,
): FloatArray {
  const n = rows * cols;
  const simple = simpleNumbers(spec, n, dtype, stream);
  if (simple !== null) return simple;
  if (spec.type === 'orthogonal') {
    const out = createArray(dtype, n);
    out.set(orthonormalize(stream.normal(n, 0, 1, dtype), rows, cols));
    return out;
  }
  const std = scaledDeviation(spec.type, fanIn, rows + cols);
  if (spec.type.endsWith('_normal')) return stream.normal(n, 0, std, dtype);
  const bound = Math.sqrt(3) * std;
  return spec.type === 'xavier_uniform' && stream.type === 'torch'
    ? writtenOutUniform(n, bound, dtype, stream)
    : stream.uniform(n, -bound, bound, dtype);
}

/**
 * `(2 * b) * torch.rand(in, out) - b`, as Glorot's initialisation is written out in PyTorch
 * labs: two roundings, where `uniform_(-b, b)` has one. (They differ in the last bit at most.)
 */
function writtenOutUniform(
  n: number,
  bound: number,
  dtype: Dtype,
  stream: RandomStream,
): FloatArray {
  const f32 = dtype === 'float32';
  const b = rounded(bound, f32);
  const out = stream.uniform(n, 0, 1, dtype);
  for (let i = 0; i < n; i++) out[i] = rounded(2 * b * out[i], f32) - b;
  return out;
}

/** Standard deviation of the types whose numbers depend on the fans. */
function scaledDeviation(type: InitializerSpec['type'], fanIn: number, fans: number): number {
  switch (type) {
    case 'xavier_uniform':
    case 'xavier_normal':
      return Math.sqrt(2 / fans);
    case 'kaiming_uniform':
    case 'kaiming_normal':
      return Math.SQRT2 / Math.sqrt(fanIn);
    case 'torch_linear':
      // kaiming_uniform_(weight, a=√5), whose gain is √(2 / (1 + 5)).
      return Math.sqrt(2 / 6) / Math.sqrt(fanIn);
    default:
      // lecun_uniform, lecun_normal
      return 1 / Math.sqrt(fanIn);
  }
}

/** n numbers of a type that knows nothing of a layer's size; null for the other types. */
function simpleNumbers(
  spec: InitializerSpec,
  n: number,
  dtype: Dtype,
  stream: RandomStream,
): FloatArray | null {
  switch (spec.type) {
    case 'zeros':
      return createArray(dtype, n);
    case 'ones':
      return createArray(dtype, n).fill(1);
    case 'constant':
      return createArray(dtype, n).fill(spec.value);
    case 'uniform':
      return stream.uniform(n, spec.low, spec.high, dtype);
    case 'normal':
      return stream.normal(n, spec.mean, spec.std, dtype);
    default:
      return null;
  }
}

function initialBiases(
  model: ModelSpec,
  layer: number,
  inputs: number,
  dtype: Dtype,
  stream: RandomStream,
): FloatArray {
  const { units, bias_initializer: spec } = model.layers[layer];
  const simple = simpleNumbers(spec, units, dtype, stream);
  if (simple !== null) return simple;
  if (spec.type === 'values') return givenBiases(model, layer, spec.values, dtype);
  if (spec.type === 'torch_linear') {
    const bound = 1 / Math.sqrt(inputs);
    return stream.uniform(units, -bound, bound, dtype);
  }
  throw new ShapeError(
    `The biases of ${layerText(model, layer)} cannot use ${spec.type}, which needs a matrix ` +
      `with a fan-in and a fan-out; use zeros, constant, uniform, normal or torch_linear.`,
  );
}

function givenKernel(
  model: ModelSpec,
  layer: number,
  values: number[][],
  rows: number,
  cols: number,
  dtype: Dtype,
): Matrix {
  const wrong = values.find(row => row.length !== cols);
  if (values.length === rows && wrong === undefined) return matrixFromRows(dtype, values);
  const order = model.kernel_layout === 'in_out' ? 'inputs, units' : 'units, inputs';
  const got = wrong === undefined ? (values[0]?.length ?? 0) : wrong.length;
  throw new ShapeError(
    `The weights of ${layerText(model, layer)} must have the shape ${shapeText(rows, cols)} ` +
      `(${order}), got ${shapeText(values.length, got)}.`,
  );
}

function givenBiases(
  model: ModelSpec,
  layer: number,
  values: number[][],
  dtype: Dtype,
): FloatArray {
  const { units } = model.layers[layer];
  if (values.length === 1 && values[0].length === units) return matrixFromRows(dtype, values).data;
  throw new ShapeError(
    `The biases of ${layerText(model, layer)} must have the shape ${shapeText(1, units)}, ` +
      `got ${shapeText(values.length, values[0]?.length ?? 0)}.`,
  );
}
