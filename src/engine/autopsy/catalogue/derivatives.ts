/** f′ of each activation at the arrays of a pass, right or of another function; each computed once. */
import { activate } from '../../functions/activations';
import { multiplyBySlope } from '../../functions/slopes';
import type { ActivationName } from '../../ground/spec';
import { numbers } from '../ground/given';
import type { Numbers } from '../ground/given';
import { map } from '../ground/products';

type ByName = Map<ActivationName, Numbers>;

/** Many candidates share a derivative: by the z that it is of, then by what its formula reads as a. */
const slopes = new WeakMap<Numbers, WeakMap<Numbers, ByName>>();
/** f(z) by z. */
const outputs = new WeakMap<Numbers, ByName>();

/** f′(z), entry by entry, not to be written to; a is what the formula reads where it is one of a. */
export function slopeOf(activation: ActivationName, z: Numbers, a: Numbers): Numbers {
  const ofZ = kept(slopes, z, () => new WeakMap<Numbers, ByName>());
  const ofBoth = kept(ofZ, a, () => new Map<ActivationName, Numbers>());
  return kept(ofBoth, activation, () => {
    if (activation === 'softmax') return map(a, value => value * (1 - value));
    const slope = numbers(z.rows, z.cols);
    slope.data.fill(1);
    multiplyBySlope(activation, z, a, slope);
    return slope;
  });
}

/** f′(z) of an activation that is not the layer's. */
export function slopeOfOther(activation: ActivationName, z: Numbers): Numbers {
  const ofZ = kept(outputs, z, () => new Map<ActivationName, Numbers>());
  const a = kept(ofZ, activation, () => {
    const made = numbers(z.rows, z.cols);
    activate(activation, z, made);
    return made;
  });
  return slopeOf(activation, z, a);
}

/** delta as it should be: the softmax's whole Jacobian, else entry by entry. */
export function rightDelta(
  activation: ActivationName,
  { z, a, upstream }: { z: Numbers; a: Numbers; upstream: Numbers },
): Numbers {
  const delta = { ...upstream, data: upstream.data.slice() };
  multiplyBySlope(activation, z, a, delta);
  return delta;
}

/** What stands under a key; made where nothing does. */
function kept<Key, Value>(
  store: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const known = store.get(key);
  if (known !== undefined) return known;
  const value = make();
  store.set(key, value);
  return value;
}
