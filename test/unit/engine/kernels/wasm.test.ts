/** Who computes what: the kernels in WebAssembly in their own memory, the plain ones elsewhere. */
import assert from 'node:assert/strict';
import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { plainKernels } from '../../../../src/engine/kernels/plain';
import { wasmKernels } from '../../../../src/engine/kernels/wasm';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Dtype, FloatArray } from '../../../../src/engine/ground/spec';
import { ThreadsOfNode } from './threadsOfNode';

const NEEDS = { numbers: 1000, arrays: 20, bytes: 0, inputs: 16, units: 16 };
const [ROWS, INPUTS, UNITS] = [3, 4, 2];

function here(dtype: Dtype): Kernels {
  const kernels = wasmKernels(dtype, NEEDS, false);
  assert.ok(kernels, 'WebAssembly with SIMD runs here');
  return kernels;
}

interface Operation {
  name: string;
  /** Of each array; the last one is where the result goes. */
  lengths: number[];
  run: (kernels: Kernels, arrays: FloatArray[]) => void;
}

const matrix = (data: FloatArray, cols: number) => ({ rows: ROWS, cols, data });

const OPERATIONS: Operation[] = [
  {
    name: 'affine',
    lengths: [ROWS * INPUTS, INPUTS * UNITS, UNITS, ROWS * UNITS],
    run: (kernels, [x, w, b, z]) => kernels.affine(x, w, b, z, ROWS, INPUTS, UNITS),
  },
  {
    name: 'affine without biases',
    lengths: [ROWS * INPUTS, INPUTS * UNITS, ROWS * UNITS],
    run: (kernels, [x, w, z]) => kernels.affine(x, w, null, z, ROWS, INPUTS, UNITS),
  },
  {
    name: 'gradWeights',
    lengths: [ROWS * INPUTS, ROWS * UNITS, INPUTS * UNITS],
    run: (kernels, [x, delta, gradW]) => kernels.gradWeights(x, delta, gradW, ROWS, INPUTS, UNITS),
  },
  {
    name: 'gradBiases',
    lengths: [ROWS * UNITS, UNITS],
    run: (kernels, [delta, gradB]) => kernels.gradBiases(delta, gradB, ROWS, UNITS),
  },
  {
    name: 'gradInput',
    lengths: [ROWS * UNITS, INPUTS * UNITS, ROWS * INPUTS],
    run: (kernels, [delta, w, gradX]) => kernels.gradInput(delta, w, gradX, ROWS, INPUTS, UNITS),
  },
  {
    name: 'descend',
    lengths: [6, 6],
    run: (kernels, [g, p]) => kernels.descend(p, g, 0.3),
  },
  {
    name: 'activate',
    lengths: [ROWS * UNITS, ROWS * UNITS],
    run: (kernels, [z, a]) => kernels.activate('tanh', matrix(z, UNITS), matrix(a, UNITS)),
  },
  {
    name: 'multiplyBySlope',
    lengths: [ROWS * UNITS, ROWS * UNITS, ROWS * UNITS],
    run: (kernels, [z, a, gradient]) =>
      kernels.multiplyBySlope(
        'sigmoid',
        matrix(z, UNITS),
        matrix(a, UNITS),
        matrix(gradient, UNITS),
      ),
  },
];

/** Notes when its address is asked for: that is how an array gets into WebAssembly. */
function watched(array: FloatArray, asked: Set<FloatArray>): FloatArray {
  const { byteOffset } = array;
  return Object.defineProperty(array, 'byteOffset', {
    get: () => {
      asked.add(array);
      return byteOffset;
    },
  });
}

for (const dtype of ['float64', 'float32'] as const) {
  describe(`Arrays of the kernels and from elsewhere, in ${dtype}`, () => {
    for (const { name, lengths, run } of OPERATIONS) {
      it(`${name} is computed in WebAssembly where all are its own, and by the plain kernels where one is not`, () => {
        const kernels = here(dtype);
        const plain = plainKernels(dtype);
        const stream = createStream('numpy', 7);
        const numbers = lengths.map(length => stream.uniform(length, 0.1, 0.9, dtype));
        const expected = numbers.map(each => each.slice());
        run(plain, expected);
        for (let outside = -1; outside < lengths.length; outside++) {
          const asked = new Set<FloatArray>();
          const arrays = numbers.map((values, i) => {
            const array = (i === outside ? plain : kernels).createArray(values.length);
            array.set(values);
            return watched(array, asked);
          });
          run(kernels, arrays);
          const from = outside < 0 ? 'all its own' : `number ${outside} from elsewhere`;
          assert.deepEqual([...(arrays.at(-1) ?? [])], [...(expected.at(-1) ?? [])], from);
          assert.equal(asked.size, outside < 0 ? lengths.length : 0, from);
        }
      });
    }

    it('squares are summed by either', () => {
      const kernels = here(dtype);
      const values = createStream('numpy', 7).uniform(30, -1, 1, dtype);
      const own = kernels.createArray(30);
      own.set(values);
      const asked = new Set<FloatArray>();
      const expected = plainKernels(dtype).squares(values);
      assert.equal(kernels.squares(watched(values, asked)), expected);
      assert.equal(asked.size, 0);
      assert.equal(kernels.squares(watched(own, asked)), expected);
      assert.equal(asked.size, 1);
    });

    it('activations and slopes that WebAssembly has not are computed by the plain kernels', () => {
      const kernels = here(dtype);
      const plain = plainKernels(dtype);
      const asked = new Set<FloatArray>();
      const own = (values: number[]): FloatArray => {
        const array = kernels.createArray(values.length);
        array.set(values);
        return watched(array, asked);
      };
      const z = [0.3, -0.2, 0.1, 0.4, 0.5, -0.6];
      const elsewhere = (values: number[]): FloatArray => {
        const array = plain.createArray(values.length);
        array.set(values);
        return array;
      };
      for (const name of ['gelu', 'softmax'] as const) {
        const of = (make: (values: number[]) => FloatArray, by: Kernels): number[] => {
          const [inputs, outputs, gradient] = [make(z), make(z), make(z)];
          if (name === 'gelu') by.activate(name, matrix(inputs, UNITS), matrix(outputs, UNITS));
          by.multiplyBySlope(
            name,
            matrix(inputs, UNITS),
            matrix(outputs, UNITS),
            matrix(gradient, UNITS),
          );
          return [...outputs, ...gradient];
        };
        assert.deepEqual(of(own, kernels), of(elsewhere, plain), name);
      }
      assert.equal(asked.size, 0);
    });

    it('are zeros of the length and the kind that was asked for', () => {
      const array = here(dtype).createArray(5);
      assert.deepEqual([...array], [0, 0, 0, 0, 0]);
      assert.equal(array instanceof Float32Array, dtype === 'float32');
      assert.equal(here(dtype).dtype, dtype);
    });

    it('stand in memory that is shared where threads are to help', () => {
      const shared = (threads: number): boolean => {
        const team = { threads: new ThreadsOfNode(threads), count: threads, patience: 5000 };
        const kernels = wasmKernels(dtype, NEEDS, true, team);
        return kernels?.createArray(1).buffer instanceof SharedArrayBuffer;
      };
      assert.equal(shared(2), true);
      assert.equal(shared(1), false);
      const none = wasmKernels(dtype, NEEDS, true);
      assert.ok(none?.createArray(1).buffer instanceof ArrayBuffer);
    });
  });
}
