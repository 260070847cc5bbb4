/** Compiling the kernels, once for each kind of number, and making instances of them. */
import type { ActivationName, Dtype } from '../spec';
import { bytesFromBase64 } from './base64';
import { FLOAT32, FLOAT32_FUSED, FLOAT64 } from './generated/modules';

/** Activations that assembly/activations.ts has, by its numbers. */
export const WASM_ACTIVATIONS: readonly ActivationName[] = [
  'linear',
  'sigmoid',
  'tanh',
  'relu',
  'leaky_relu',
  'softmax',
];

/** What assembly/index.ts exports; addresses and lengths are in bytes unless they say otherwise. */
export interface WasmExports {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
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
  setNetwork(layers: number): number;
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
  setData(x: number, y: number, gatheredX: number, gatheredY: number, batchSize: number): number;
  setColumns(index: number, squares: number, carried: boolean): void;
  setRecording(on: boolean, columnBytes: number): void;
  squares(values: number, n: number): number;
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
      validate(bytes: Uint8Array<ArrayBuffer>): boolean;
      Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
      Instance: new (
        module: Module,
        imports: Record<string, Record<string, unknown>>,
      ) => { readonly exports: unknown };
    }
  | undefined;

export type Variant = Dtype | 'float32-fused';

const TEXTS: Record<Variant, string> = {
  float64: FLOAT64,
  float32: FLOAT32,
  'float32-fused': FLOAT32_FUSED,
};

/** Modules are compiled once in a thread; null where this runtime has no SIMD, or no relaxed one. */
const compiled = new Map<Variant, Module | null>();

function moduleOf(variant: Variant): Module | null {
  const known = compiled.get(variant);
  if (known !== undefined) return known;
  const made = compile(TEXTS[variant]);
  compiled.set(variant, made);
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

/**
 * A new instance, with a memory of its own that holds little more than the kernels' constants.
 * @returns null where they cannot run, or there is no address space for one more memory
 */
export function instantiate(variant: Variant): WasmExports | null {
  const module = moduleOf(variant);
  if (module === null || typeof WebAssembly === 'undefined') return null;
  const host = { 'Math.exp': Math.exp, 'Math.log': Math.log, 'Math.log1p': Math.log1p };
  try {
    return new WebAssembly.Instance(module, { env: host }).exports as WasmExports;
  } catch {
    return null;
  }
}
