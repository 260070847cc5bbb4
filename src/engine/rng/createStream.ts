/** The stream that a file names. */
import type { RngSpec } from '../ground/spec';
import { DefaultRngStream } from './defaultRngStream';
import { NumpyStream } from './numpyStream';
import type { RandomStream } from './stream';
import { TorchStream } from './torchStream';

/**
 * A fresh stream, as `numpy.random.RandomState(seed)`, `numpy.random.default_rng(seed)` or
 * `torch.manual_seed(seed)`.
 * @throws RangeError for a seed that the library refuses, in one sentence
 */
export function createStream(type: RngSpec['type'], seed: number): RandomStream {
  switch (type) {
    case 'numpy':
      return new NumpyStream(seed);
    case 'numpy_default_rng':
      return new DefaultRngStream(seed);
    case 'torch':
      return new TorchStream(seed);
  }
}
