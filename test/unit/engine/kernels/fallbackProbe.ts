/**
 * Run by fallback.test.ts in a process of its own: takes away what its argument names, trains a
 * little, and prints whether WebAssembly did it, with the parameters.
 */
import { wasmKernels } from '../../../../src/engine/kernels/wasm';
import { layer, randomMatrix, runSpec, startRun } from '../support';
import { createStream } from '../../../../src/engine/rng/createStream';

const host = globalThis as { WebAssembly?: Record<string, unknown> };

function refuse(): never {
  throw new Error('not here');
}

const TAKEN_AWAY: Record<string, () => void> = {
  nothing: () => undefined,
  WebAssembly: () => delete host.WebAssembly,
  SIMD: () => Object.assign(host.WebAssembly ?? {}, { validate: () => false }),
  compiling: () => Object.assign(host.WebAssembly ?? {}, { Module: refuse }),
  memory: () => Object.assign(host.WebAssembly ?? {}, { Instance: refuse }),
};

TAKEN_AWAY[process.argv[2]]();
const stream = createStream('numpy', 7);
const spec = runSpec(2, [layer(5, 'tanh'), layer(1, 'sigmoid')]);
const train = { x: randomMatrix(stream, 5, 2), y: randomMatrix(stream, 5, 1, 0, 1) };
const run = startRun(spec, train, stream);
run.train(5);
const needs = { bytes: 200, inputs: 1, units: 1 };
const numbers = run.parameters.map(({ weights }) => Array.from(weights.data));
console.log(JSON.stringify({ wasm: wasmKernels('float64', needs, true) !== null, numbers }));
