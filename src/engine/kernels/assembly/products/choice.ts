/** Which inputs of one or two samples are not 0: what is multiplied by the others is nothing. */
import { SIZE } from '../ground/lanes';
import { allocate } from '../ground/memory';

/** Offsets into x of the chosen inputs, and 3 more for a whole last group of 4. */
export let chosen: usize = 0;
/** How many inputs of each of the two samples are not 0. */
export let inFirst: i32 = 0;
export let inSecond: i32 = 0;

/** Makes room for layers of up to `inputs` inputs. */
export function reserveChoice(inputs: i32): void {
  chosen = allocate(choiceBytes(inputs));
}

/** Bytes that `reserveChoice` takes. */
export function choiceBytes(inputs: i32): usize {
  return <usize>(inputs + 4) * 4;
}

/**
 * Chooses the inputs that are not 0 in x or in y.
 * @returns how many they are; the last one stands 3 more times behind them
 */
export function chooseInputs(x: usize, y: usize, inputs: i32): i32 {
  let to = chosen;
  let first = 0;
  let second = 0;
  const end = <usize>inputs * SIZE;
  for (let at: usize = 0; at < end; at += SIZE) {
    store<u32>(to, <u32>at);
    // One step where the input matters, none where it does not: no branch to mispredict.
    const inX = <i32>(load<Float>(x + at) != 0);
    const inY = <i32>(load<Float>(y + at) != 0);
    first += inX;
    second += inY;
    to += (<usize>(inX | inY)) << 2;
  }
  inFirst = first;
  inSecond = second;
  const count = (<i32>(to - chosen)) >>> 2;
  for (let i = 0; i < 3 && count > 0; i++, to += 4) store<u32>(to, load<u32>(to - 4));
  return count;
}
