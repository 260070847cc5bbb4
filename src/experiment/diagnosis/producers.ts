/** Every producer: a further one is a file of its own, and a line here. */
import type { Finding } from '../format/finding';
import { deadUnits } from './deadUnits';
import { explodingGradient } from './explodingGradient';
import type { Look } from './look';
import type { Producer } from './producer';
import { saturatedUnits } from './saturatedUnits';
import { vanishingGradient } from './vanishingGradient';

const PRODUCERS: readonly Producer[] = [
  vanishingGradient,
  explodingGradient,
  deadUnits,
  saturatedUnits,
];

/** All that they find, layer by layer. */
export function findingsIn(look: Look): Finding[] {
  return PRODUCERS.flatMap(producer => producer.find(look)).sort(
    ({ layer: a = 0 }, { layer: b = 0 }) => a - b,
  );
}
