/** Where WebAssembly, its SIMD or its memory is missing, the plain kernels do the work. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { plainKernels } from '../../../../src/engine/kernels/plain';
import { wasmKernels } from '../../../../src/engine/kernels/wasm';
import { createStream } from '../../../../src/engine/rng/createStream';
import { layer, randomMatrix, runSpec, startRun } from '../support';

const PROBE = path.join(import.meta.dirname, 'fallbackProbe.ts');
const host = globalThis as unknown as { WebAssembly: { Instance: unknown } };

function refuse(): never {
  throw new Error('not here');
}

const NEEDS = { bytes: 10_000, inputs: 100, units: 100 };

function trainWithout(what: string): { wasm: boolean; numbers: number[][] } {
  const args = ['--import', 'tsx', PROBE, what];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as { wasm: boolean; numbers: number[][] };
}

describe('The kernels fall back', () => {
  it('to plain ones without WebAssembly, SIMD, leave to compile, or room for one more memory', () => {
    const normal = trainWithout('nothing');
    assert.equal(normal.wasm, true);
    for (const what of ['WebAssembly', 'SIMD', 'compiling', 'memory']) {
      assert.deepEqual(trainWithout(what), { ...normal, wasm: false }, what);
    }
  });

  it('and say that they do', () => {
    const spec = runSpec(2, [layer(1, 'sigmoid')]);
    const stream = createStream('numpy', 5);
    const data = { x: randomMatrix(stream, 3, 2), y: randomMatrix(stream, 3, 1) };
    assert.equal(startRun(spec, data).shortfall, null);
    assert.equal(startRun(spec, data, stream, {}, 'plain').shortfall, null, 'asked for');
    const { Instance } = host.WebAssembly;
    try {
      host.WebAssembly.Instance = refuse;
      assert.match(startRun(spec, data).shortfall ?? '', /^This run trains without WebAssembly/);
    } finally {
      host.WebAssembly.Instance = Instance;
    }
  });

  it('where there is not enough memory', () => {
    assert.equal(wasmKernels('float64', { ...NEEDS, bytes: 1e12 }, true), null);
  });

  it('for arrays from elsewhere, with the same numbers', () => {
    const kernels = wasmKernels('float64', NEEDS, true);
    assert.ok(kernels);
    const stream = createStream('numpy', 5);
    const x = randomMatrix(stream, 3, 4).data;
    const w = randomMatrix(stream, 4, 2).data;
    const [own, outside] = [kernels.createArray(6), new Float64Array(6)];
    const [ownX, ownW] = [kernels.createArray(12), kernels.createArray(8)];
    ownX.set(x);
    ownW.set(w);
    kernels.affine(ownX, ownW, null, own, 3, 4, 2);
    for (const [first, second] of [
      [x, ownW],
      [ownX, w],
      [x, w],
    ]) {
      outside.fill(NaN);
      kernels.affine(first, second, null, outside, 3, 4, 2);
      assert.deepEqual([...outside], [...own]);
    }
    plainKernels('float64').affine(x, w, null, outside, 3, 4, 2);
    assert.deepEqual([...outside], [...own]);
    assert.equal(kernels.owns(x), false);
    assert.equal(kernels.owns(own), true);
  });

  it('once their memory is spent: arrays beyond it are plain ones', () => {
    const kernels = wasmKernels('float64', { ...NEEDS, inputs: 1, units: 1 }, true);
    assert.ok(kernels);
    const arrays = Array.from({ length: 100 }, () => kernels.createArray(1000));
    assert.ok(arrays.some(array => kernels.owns(array)));
    assert.match(kernels.shortfall ?? '', /1000 numbers did not fit/);
    const last = arrays[arrays.length - 1];
    assert.equal(kernels.owns(last), false);
    assert.equal(last.length, 1000);
  });
});
