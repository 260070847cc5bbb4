/**
 * The kernels in WebAssembly: every array they are given stands in the memory of one instance, at
 * its own address; an array from elsewhere is left to the plain kernels. In float64 no number
 * depends on which of the two computes it: both sum in the same order, see assembly/products/packed.ts.
 */
import type { ActivationName, Dtype, FloatArray, Matrix } from '../ground/spec';
import { OVERHEAD } from './counting';
import type { Kernels, Native } from './kernels';
import { plainKernels } from './plain';
import { ThreadTeam, type TeamPlan } from './threadTeam';
import {
  addressOf,
  instantiate,
  MOST_PAGES,
  PAGE,
  WASM_ACTIVATIONS,
  type Variant,
  type WasmExports,
  type WasmInstance,
} from './wasmModule';

/** What a run will ask for. */
export interface MemoryNeeds {
  /** Bytes of all arrays and blocks, each with its overhead. */
  bytes: number;
  /** The largest layer. */
  inputs: number;
  units: number;
}

/** What helping threads there may be, and how many work together. */
export type TeamNeeds = Pick<TeamPlan, 'threads' | 'count' | 'patience'>;

/**
 * @param threads those that help; null: there are none
 * @returns null where this runtime cannot run them, or has not the memory
 */
export function wasmKernels(
  dtype: Dtype,
  needs: MemoryNeeds,
  fused: boolean,
  threads: TeamNeeds | null = null,
): Kernels | null {
  const made =
    (threads && make(dtype, needs, fused, threads.count)) ?? make(dtype, needs, fused, 1);
  if (made === null) return null;
  const { instance, works } = made;
  const team =
    threads && works.length > 0
      ? createTeam(instance, { ...threads, works, inputs: needs.inputs, units: needs.units })
      : null;
  return new WasmKernels(instance.exports, dtype, team);
}

/** An instance with all its memory: growing it later would cut off the arrays handed out before. */
function make(
  dtype: Dtype,
  needs: MemoryNeeds,
  fused: boolean,
  threads: number,
): { instance: WasmInstance; works: number[] } | null {
  const shared = threads > 1;
  const relaxed: Variant = 'float32-fused';
  const instance =
    (dtype === 'float32' && fused ? instantiate(relaxed, shared) : null) ??
    instantiate(dtype, shared);
  if (instance === null) return null;
  const { exports } = instance;
  const { bytes, inputs, units } = needs;
  const work = exports.workBytes(inputs, units) + 8 * OVERHEAD;
  const control = exports.controlBytes() + OVERHEAD;
  const pages = Math.ceil((bytes + control + threads * work + OVERHEAD) / PAGE);
  if (pages > MOST_PAGES) return null;
  try {
    exports.memory.grow(pages);
  } catch {
    return null;
  }
  exports.reserveWork(inputs, units);
  const works = Array.from({ length: threads - 1 }, () => addressOf(exports, work));
  return { instance, works };
}

function createTeam(instance: WasmInstance, plan: Omit<TeamPlan, 'control'>): ThreadTeam {
  const control = addressOf(instance.exports, instance.exports.controlBytes());
  return new ThreadTeam(instance, { ...plan, control });
}

function sizeOf(dtype: Dtype): number {
  return dtype === 'float32' ? 4 : 8;
}

class WasmKernels implements Kernels {
  private readonly plain: Kernels;
  /** Set where an array found no room: the run is then correct, but slow. */
  shortfall: string | null = null;
  private readonly buffer: ArrayBufferLike;
  readonly native: Native;

  constructor(
    private readonly exports: WasmExports,
    readonly dtype: Dtype,
    team: ThreadTeam | null,
  ) {
    this.native = { exports, team };
    this.plain = plainKernels(dtype);
    this.buffer = exports.memory.buffer;
  }

  createArray(n: number): FloatArray {
    const at = addressOf(this.exports, n * sizeOf(this.dtype));
    if (at === 0) {
      this.shortfall = `An array of ${n} numbers did not fit into the memory of the kernels.`;
      return this.plain.createArray(n);
    }
    return this.dtype === 'float32'
      ? new Float32Array(this.buffer, at, n)
      : new Float64Array(this.buffer, at, n);
  }

  owns(array: FloatArray): boolean {
    return array.buffer === this.buffer;
  }

  affine(
    x: FloatArray,
    w: FloatArray,
    b: FloatArray | null,
    z: FloatArray,
    rows: number,
    inputs: number,
    units: number,
  ): void {
    if (this.owns(x) && this.owns(w) && this.owns(z) && (b === null || this.owns(b))) {
      const biases = b === null ? 0 : b.byteOffset;
      this.exports.affine(x.byteOffset, w.byteOffset, biases, z.byteOffset, rows, inputs, units);
    } else {
      this.plain.affine(x, w, b, z, rows, inputs, units);
    }
  }

  gradWeights(
    x: FloatArray,
    delta: FloatArray,
    gradW: FloatArray,
    rows: number,
    inputs: number,
    units: number,
  ): void {
    if (this.owns(x) && this.owns(delta) && this.owns(gradW)) {
      const { byteOffset: to } = gradW;
      this.exports.gradWeights(x.byteOffset, delta.byteOffset, to, rows, inputs, units);
    } else {
      this.plain.gradWeights(x, delta, gradW, rows, inputs, units);
    }
  }

  gradBiases(delta: FloatArray, gradB: FloatArray, rows: number, units: number): void {
    if (this.owns(delta) && this.owns(gradB)) {
      this.exports.gradBiases(delta.byteOffset, gradB.byteOffset, rows, units);
    } else {
      this.plain.gradBiases(delta, gradB, rows, units);
    }
  }

  gradInput(
    delta: FloatArray,
    w: FloatArray,
    gradX: FloatArray,
    rows: number,
    inputs: number,
    units: number,
  ): void {
    if (this.owns(delta) && this.owns(w) && this.owns(gradX)) {
      const { byteOffset: to } = gradX;
      this.exports.gradInput(delta.byteOffset, w.byteOffset, to, rows, inputs, units);
    } else {
      this.plain.gradInput(delta, w, gradX, rows, inputs, units);
    }
  }

  descend(p: FloatArray, g: FloatArray, rate: number): void {
    if (this.owns(p) && this.owns(g)) {
      this.exports.descend(p.byteOffset, g.byteOffset, p.length, rate);
    } else {
      this.plain.descend(p, g, rate);
    }
  }

  activate(name: ActivationName, z: Matrix, a: Matrix): void {
    const number = WASM_ACTIVATIONS.indexOf(name);
    if (number >= 0 && this.owns(z.data) && this.owns(a.data)) {
      this.exports.activate(number, z.data.byteOffset, a.data.byteOffset, z.rows, z.cols);
    } else {
      this.plain.activate(name, z, a);
    }
  }

  multiplyBySlope(name: ActivationName, z: Matrix, a: Matrix, gradient: Matrix): void {
    const number = WASM_ACTIVATIONS.indexOf(name);
    const here = this.owns(z.data) && this.owns(a.data) && this.owns(gradient.data);
    if (number < 0 || name === 'softmax' || !here) {
      this.plain.multiplyBySlope(name, z, a, gradient);
      return;
    }
    const { byteOffset, length } = gradient.data;
    const { exports } = this;
    exports.multiplyBySlope(number, z.data.byteOffset, a.data.byteOffset, byteOffset, length);
  }

  squares(values: FloatArray): number {
    return this.owns(values)
      ? this.exports.squares(values.byteOffset, values.length)
      : this.plain.squares(values);
  }

  reserve(bytes: number): number {
    return addressOf(this.exports, bytes);
  }
}
