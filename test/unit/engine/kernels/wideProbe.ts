/** Run by wide.test.ts with a flag of V8's: trains long enough to be compiled, in every way. */
import { largeCase, startRun } from './cases';

const CASES = [1, 64].flatMap(batch =>
  (['float64', 'float32'] as const).map(dtype => largeCase(dtype, 300, 90, 130, batch, 0.1)),
);

const differing = CASES.flatMap(one => {
  const long = { ...one, spec: { ...one.spec, trainer: { ...one.spec.trainer, epochs: 60 } } };
  const [plain, wasm] = (['plain', 'exact'] as const).map(kernels => {
    const run = startRun(long, kernels);
    while (!run.done) run.train(1000);
    return run.parameters.map(({ weights, biases }) => [...weights.data, ...(biases ?? [])]);
  });
  return JSON.stringify(plain) === JSON.stringify(wasm) ? [] : [`${one.title}, ${one.spec.dtype}`];
});
console.log(JSON.stringify({ cases: CASES.length, differing }));
