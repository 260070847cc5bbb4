/** Bytes that something has happened to. */
import type { Dice } from './dice';

/** Flipped, overwritten, cut, doubled or taken out. */
export function mangled(bytes: Uint8Array, dice: Dice): Uint8Array {
  let result = Uint8Array.from(bytes);
  for (let times = dice.below(4); times > 0 && result.length > 0; times--) {
    const at = dice.below(result.length);
    const length = dice.below(8);
    switch (dice.below(6)) {
      case 0:
        result[at] ^= 1 << dice.below(8);
        break;
      case 1:
        result[at] = dice.pick([0, 1, 0x7f, 0x80, 0xff, dice.below(256)]);
        break;
      case 2:
        result.fill(dice.pick([0, 0xff]), at, at + length);
        break;
      case 3:
        result = result.slice(0, at);
        break;
      case 4:
        result = Uint8Array.from([...result.slice(0, at), ...result.slice(at + length)]);
        break;
      default:
        result = Uint8Array.from([...result.slice(0, at + length), ...result.slice(at)]);
    }
  }
  return result;
}
