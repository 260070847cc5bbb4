// A plugin of Stryker that draws a random sample of all mutants: testing each takes days.
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Numbers in [0, 1) from a seed: mulberry32, whose quality is enough for drawing a sample. */
function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Lets `size` mutants be tested, and sets the others aside as ones that do not compile, which
 * count neither as killed nor as survivors.
 */
class Sampler {
  static inject = [];
  drawn = new Set();

  init() {
    return Promise.resolve();
  }

  /** Stryker hands over all mutants here, before it checks any. */
  group(mutants) {
    const random = randomFrom(Number(process.env.BACKPROP_MUTANT_SEED));
    const ids = mutants.map(({ id }) => id);
    const size = Math.min(Number(process.env.BACKPROP_MUTANTS), ids.length);
    // The first steps of a Fisher–Yates shuffle.
    for (let drawn = 0; drawn < size; drawn++) {
      const other = drawn + Math.floor(random() * (ids.length - drawn));
      [ids[drawn], ids[other]] = [ids[other], ids[drawn]];
      this.drawn.add(ids[drawn]);
    }
    return Promise.resolve([ids]);
  }

  check(mutants) {
    const aside = { status: 'compileError', reason: 'not in the sample' };
    return Promise.resolve(
      Object.fromEntries(
        mutants.map(({ id }) => [id, this.drawn.has(id) ? { status: 'passed' } : aside]),
      ),
    );
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sampler)];
