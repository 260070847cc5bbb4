/** Every random number of the reference, call by call. */
import assert from 'node:assert/strict';
import { initialParameters } from '../../../../src/engine/initial/initializers';
import { performCall, type Drawn } from '../../../../src/engine/rng/calls';
import type { RandomStream } from '../../../../src/engine/rng/stream';
import { toRows } from '../../../../src/engine/ground/matrix';
import type { Dtype } from '../../../../src/engine/ground/spec';
import {
  assertClose,
  describeReference,
  FIXTURES,
  layer,
  readJson,
  runSpec,
  type Numbers,
} from '../support';
import { createStream } from '../../../../src/engine/rng/createStream';

type Case = { seed: number } & Record<string, unknown>;
interface RngReference {
  numpy_cases: Case[];
  torch_cases: Case[];
}

/** The calls behind each key; keys that are not listed are handled on their own below. */
const NUMPY: Record<string, string[]> = {
  rand_7: ['rand(7)'],
  randn_7: ['randn(7)'],
  'uniform_-1_1_5': ['uniform(-1,1,5)'],
  permutation_10: ['permutation(10)'],
  shuffle_arange10: ['shuffle(10)'],
  randint_0_10_8: ['randint(0,10,8)'],
  'normal_0_0.5_3x2': ['normal(0,0.5,3,2)'],
  'randint_-5_1000000_4': ['randint(-5,1000000,4)'],
  randint_0_8_6_powers: ['randint(0,8,6)'],
  seq_randn3_rand2_randn2: ['randn(3)', 'rand(2)', 'randn(2)'],
  seq_randn1_permutation5_randn2_uniform3: [
    'randn(1)',
    'permutation(5)',
    'randn(2)',
    'uniform(-1,1,3)',
  ],
  seq_rand1_shuffle7_randint_0_6_4_normal_1_2_3: [
    'rand(1)',
    'shuffle(7)',
    'randint(0,6,4)',
    'normal(1,2,3)',
  ],
  seed_then_randn_2x5_5x3: ['randn(2,5)', 'randn(5,3)'],
};

const TORCH: Record<string, string[]> = {
  rand_7_f32: ['rand(7)'],
  rand_4_f64: ['rand(4)'],
  randn_5_f32: ['randn(5)'],
  randn_5_f64: ['randn(5)'],
  randn_15_f32: ['randn(15)'],
  randn_16_f32: ['randn(16)'],
  randn_20_f32: ['randn(20)'],
  randn_32_f32: ['randn(32)'],
  randn_16_f64: ['randn(16)'],
  randn_20_f64: ['randn(20)'],
  randperm_10: ['randperm(10)'],
  randint_0_10_6: ['randint(0,10,6)'],
  seq_rand3_randn3_randn2_rand2_f32: ['rand(3)', 'randn(3)', 'randn(2)', 'rand(2)'],
  seq_randn1_randn20_randn2_f32: ['randn(1)', 'randn(20)', 'randn(2)'],
};

function draw(stream: RandomStream, calls: string[], dtype: Dtype): Drawn {
  const drawn = calls.map(call => performCall(stream, call, dtype));
  return drawn.length === 1 ? drawn[0] : drawn;
}

/** Keys whose reference says something about a call, rather than listing what it draws. */
const SUMMARIES: Record<string, (stream: RandomStream) => Numbers> = {
  rand_1000_last3_sum: stream => {
    const drawn = stream.uniform(1000, 0, 1, 'float64');
    return [Array.from(drawn.slice(-3)), Array.from(drawn).reduce((a, b) => a + b, 0)];
  },
  randn_1001_last3: stream => Array.from(stream.normal(1001, 0, 1, 'float64').slice(-3)),
  permutation_300_first10: stream => Array.from(stream.permutation(300).slice(0, 10)),
  rand_20_f32_last3: stream => Array.from(stream.uniform(20, 0, 1, 'float32').slice(-3)),
  randperm_100_first10: stream => Array.from(stream.permutation(100).slice(0, 10)),
};

/** NumPy normals 1e-13, everything else exactly. */
function checkNumpy(testCase: Case): void {
  const { seed, uint32_first5: words, ...cases } = testCase;
  const stream = createStream('numpy', seed);
  // randint over all 32 bits hands out the generator's words, moved by −2³¹.
  const low = -(2 ** 31);
  const drawn = Array.from(stream.randint(low, 2 ** 31, 5), word => word - low);
  assert.deepEqual(drawn, words);
  for (const [key, expected] of Object.entries(cases)) {
    const fresh = createStream('numpy', seed);
    const calls = NUMPY[key];
    const actual = calls ? draw(fresh, calls, 'float64') : SUMMARIES[key](fresh);
    const tolerance = /randn|normal|sum/.test(key) ? 1e-13 : 0;
    assertClose(actual, expected as Numbers, tolerance, key);
  }
}

/** Uniforms and integers exactly; normals as the library's own vector code rounds. */
function checkTorch(testCase: Case): void {
  const { seed, seq_randn3_manual_seed_again_randn3: twice, ...rest } = testCase;
  const { uniform_glorot_2x5_5x3_3x1_f32: glorot, nn_linear_3_2_f32: linear, ...cases } = rest;
  for (const [key, expected] of Object.entries(cases)) {
    const dtype = key.endsWith('f64') ? 'float64' : 'float32';
    const fresh = createStream('torch', seed);
    const calls = TORCH[key];
    const actual = calls ? draw(fresh, calls, dtype) : SUMMARIES[key](fresh);
    assertClose(actual, expected as Numbers, torchTolerance(key, dtype), key);
  }
  const again = [1, 2].map(() => draw(createStream('torch', seed), ['randn(3)'], 'float32'));
  assertClose(again, twice as Numbers, 1e-7);
  assertClose(glorotKernels(seed), glorot as Numbers, 0, 'glorot');
  assert.deepEqual(torchLinear(seed), linear);
}

function torchTolerance(key: string, dtype: Dtype): number {
  if (!key.includes('randn')) return 0;
  if (dtype === 'float64') return 1e-12;
  return /randn_?(16|20|32)/.test(key) ? 4e-6 : 1e-7;
}

/** Document 004's own initialisation, kernels drawn as [in, out]. */
function glorotKernels(seed: number): number[][][] {
  const { model, rng } = runSpec(2, [layer(5, 'tanh'), layer(3, 'tanh'), layer(1, 'sigmoid')]);
  const drawn = initialParameters(model, rng, 'float32', createStream('torch', seed));
  return drawn.map(({ weights }) => toRows(weights));
}

function torchLinear(seed: number): { weight_out_in: number[][]; bias: number[] } {
  const { model, rng } = runSpec(3, [
    layer(2, 'linear', {
      kernel_initializer: { type: 'torch_linear' },
      bias_initializer: { type: 'torch_linear' },
    }),
  ]);
  const [{ weights, biases }] = initialParameters(
    model,
    rng,
    'float32',
    createStream('torch', seed),
  );
  const rows = toRows(weights);
  return {
    weight_out_in: [0, 1].map(unit => rows.map(row => row[unit])),
    bias: Array.from(biases ?? []),
  };
}

describe('Random streams against NumPy and PyTorch', () => {
  const { numpy_cases, torch_cases } = readJson<RngReference>(FIXTURES, 'rng.json');
  for (const c of numpy_cases) it(`draws as RandomState(${c.seed})`, () => checkNumpy(c));
  for (const c of torch_cases) it(`draws as torch.manual_seed(${c.seed})`, () => checkTorch(c));
});

describeReference<RngReference>('All random numbers of the reference', 'rng/public.json', data => {
  for (const c of data.numpy_cases) it(`RandomState(${c.seed})`, () => checkNumpy(c));
  for (const c of data.torch_cases) it(`torch.manual_seed(${c.seed})`, () => checkTorch(c));
});
