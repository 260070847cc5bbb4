/**
 * Inverted dropout: N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting" (2014). An activation is dropped with a probability of `rate`; what is kept is
 * divided by 1 − rate, so that its expectation stays and nothing has to be scaled when evaluating.
 */
import type { DropoutSpec } from '../../ground/spec';
import { rounded } from '../../ground/rounding';
import type { MaskKind } from './kind';

/**
 * As a script would draw it, row after row:
 *   `mask = (rng.rand(rows, units) >= rate) / (1 - rate)`
 * NumPy's generators draw in float64 whatever the dtype of the run, PyTorch's in that dtype.
 */
export const dropout: MaskKind<DropoutSpec> = {
  draw({ rate }, stream, { data }) {
    const f32 = data instanceof Float32Array;
    const inDtype = f32 && stream.type === 'torch';
    const limit = rounded(rate, inDtype);
    const kept = 1 / (1 - rate);
    const drawn = stream.uniform(data.length, 0, 1, inDtype ? 'float32' : 'float64');
    for (let i = 0; i < data.length; i++) data[i] = drawn[i] >= limit ? kept : 0;
  },
};
