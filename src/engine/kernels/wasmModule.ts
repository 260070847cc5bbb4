/** Compiling the kernels, once for each kind of number, and making instances of them. */
import type { ActivationName, Dtype } from '../ground/spec';
import { bytesFromBase64 } from '../ground/base64';
import {
  FLOAT32,
  FLOAT32_FUSED,
  FLOAT32_FUSED_SHARED,
  FLOAT32_SHARED,
  FLOAT64,
  FLOAT64_SHARED,
} from './generated/modules';

/** Activations that assembly/functions/activations.ts has, by its numbers. */
export const WASM_ACTIVATIONS: readonly ActivationName[] = [
  'linear',
  'sigmoid',
  'tanh',
  'relu',
  'leaky_relu',
  'softmax',
];

interface Memory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

/** What assembly/index.ts exports; addresses and lengths are in bytes unless they say otherwise. */
export interface WasmExports {
  memory: Memory;
  allocate(bytes: number): number;
  workBytes(inputs: number, units: number): number;
  reserveWork(inputs: number, units: number): void;
  affine(
    x: number,
    w: number,
    b: number,
    z: number,
    rows: number,
    inputs: number,
    units: number,
  ): void;
  gradWeights(
    x: number,
    delta: number,
    gradW: number,
    rows: number,
    inputs: number,
    units: number,
  ): void;
  gradBiases(delta: number, gradB: number, rows: number, units: number): void;
  gradInput(
    delta: number,
    w: number,
    gradX: number,
    rows: number,
    inputs: number,
    units: number,
  ): void;
  descend(p: number, g: number, n: number, rate: number): void;
  activate(name: number, z: number, a: number, rows: number, units: number): void;
  multiplyBySlope(name: number, z: number, a: number, gradient: number, n: number): void;
  setNetwork(layers: number, at: number, bytes: number): number;
  setLayer(
    index: number,
    inputs: number,
    units: number,
    activation: number,
    weights: number,
    biases: number,
    z: number,
    a: number,
    delta: number,
    gradW: number,
    gradB: number,
    trainsWeights: boolean,
    trainsBiases: boolean,
  ): void;
  setData(
    x: number,
    y: number,
    gatheredX: number,
    gatheredY: number,
    batchSize: number,
    maxima: number,
    sumsOfRows: number,
  ): void;
  setColumns(index: number, squares: number, carried: boolean): void;
  setRecording(on: boolean, columnBytes: number): void;
  squares(values: number, n: number): number;
  readyThreads(): number;
  goneThreads(): number;
  controlBytes(): number;
  setThreads(control: number, count: number): void;
  inviteHelpers(control: number, naps: number): void;
  dismissHelpers(): void;
  setLoss(type: number, scale: number, divisor: number, byRow: boolean): void;
  setMeasures(sums: number, corrects: number, threshold: number): void;
  forwardBatch(x: number, y: number, rows: number): number;
  backwardBatch(x: number, y: number, rows: number): void;
  train(
    first: number,
    count: number,
    perEpoch: number,
    lastRows: number,
    order: number,
    rate: number,
  ): number;
}

interface Module {
  readonly kind?: 'module';
}

/** As much of WebAssembly as is used here: neither Node's types nor the language's have it. */
declare const WebAssembly:
  | {
      Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => Memory;
      validate(bytes: Uint8Array<ArrayBuffer>): boolean;
      Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
      Instance: new (
        module: Module,
        imports: Record<string, Record<string, unknown>>,
      ) => { readonly exports: unknown };
    }
  | undefined;

export type Variant = Dtype | 'float32-fused';

const OWN: Record<Variant, string> = {
  float64: FLOAT64,
  float32: FLOAT32,
  'float32-fused': FLOAT32_FUSED,
};
/** On a memory that threads share. */
const SHARED: Record<Variant, string> = {
  float64: FLOAT64_SHARED,
  float32: FLOAT32_SHARED,
  'float32-fused': FLOAT32_FUSED_SHARED,
};

export const PAGE = 65536;
/** In pages: those of compile.mjs. */
const SHARED_LIMITS = { initial: 2, maximum: 65536, shared: true };
/** What a memory may grow by. The last page is left: the end of the memory is then an address too. */
export const MOST_PAGES = SHARED_LIMITS.maximum - SHARED_LIMITS.initial - 1;

/** Addresses are unsigned; what comes out of WebAssembly is not. 0 where there is no room. */
export function addressOf(exports: Pick<WasmExports, 'allocate'>, bytes: number): number {
  return bytes <= MOST_PAGES * PAGE ? exports.allocate(bytes) >>> 0 : 0;
}

/** Modules are compiled once in a thread; null where this runtime has no SIMD, or no relaxed one. */
const compiled = new Map<string, Module | null>();

function moduleOf(text: string): Module | null {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const made = compile(text);
  compiled.set(text, made);
  return made;
}

function compile(text: string): Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  const bytes = bytesFromBase64(text);
  if (!WebAssembly.validate(bytes)) return null;
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    // A page's policy may forbid what its runtime could do.
    return null;
  }
}

export interface WasmInstance {
  exports: WasmExports;
  module: Module;
  /** The memory where it may be shared with other threads; else null. */
  memory: Memory | null;
}

/**
 * A new instance, with a memory of its own that holds little more than the kernels' constants.
 * @param shared whether other threads are to share the memory
 * @returns null where they cannot run, or there is no address space for one more memory
 */
export function instantiate(variant: Variant, shared: boolean): WasmInstance | null {
  const module = moduleOf((shared ? SHARED : OWN)[variant]);
  if (module === null || typeof WebAssembly === 'undefined') return null;
  const host = { 'Math.exp': Math.exp, 'Math.log': Math.log, 'Math.log1p': Math.log1p };
  try {
    const memory = shared ? new WebAssembly.Memory(SHARED_LIMITS) : null;
    const instance = new WebAssembly.Instance(module, { env: { ...host, memory } });
    return { exports: instance.exports as WasmExports, module, memory };
  } catch {
    return null;
  }
}
