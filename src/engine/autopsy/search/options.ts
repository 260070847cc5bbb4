/** Which of the arrays may stand for a gradient or a delta of a layer, and how far names say so. */
import type { Observed } from '../ground/given';
import type { Candidate } from '../identify/candidates';
import { meaningOf } from '../identify/names';
import type { Role } from '../identify/names';
import type { Net } from '../identify/net';

export interface Option {
  candidate: Candidate;
  observed: Observed;
  /** `named`: its name says that it is this one; `other`: that it is something else. */
  naming: 'named' | 'open' | 'other';
}

export type Slot = 'gradW' | 'gradB' | 'delta';

export class Options {
  private readonly areNamesTrue: boolean;
  private readonly numbers = new Map<Role, number[]>();

  constructor(private readonly net: Net) {
    this.areNamesTrue = namesAgree(net);
    for (const role of ['gradW', 'gradB', 'delta'] as const) {
      const own = net.pool.flatMap(({ meaning }) =>
        meaning.role === role && meaning.number !== null ? [meaning.number] : [],
      );
      this.numbers.set(
        role,
        [...new Set(own)].sort((a, b) => a - b),
      );
    }
  }

  /** The likely ones first; all those that are left, where names cannot be relied on. */
  of(slot: Slot, layer: number, used: ReadonlySet<Candidate>): Option[] {
    const { weights } = this.net.layers[layer];
    const { rows, cols } = weights.values;
    const batch = this.net.x.values.rows;
    const options: Option[] = [];
    for (const candidate of this.net.pool) {
      if (used.has(candidate)) continue;
      const fits = {
        gradW: () => candidate.isKernel(rows, cols) && candidate.kernel,
        gradB: () => candidate.row?.values.cols === cols && candidate.row,
        delta: () => candidate.isBatch(batch, cols) && candidate.batch,
      };
      const observed = fits[slot]();
      if (!observed) continue;
      options.push({ candidate, observed, naming: this.naming(candidate, slot, layer) });
    }
    const named = options.filter(({ naming }) => naming === 'named');
    if (named.length > 0) return named;
    return options.filter(({ naming }) => naming === 'open');
  }

  private naming({ meaning, given }: Candidate, slot: Slot, layer: number): Option['naming'] {
    if (!this.areNamesTrue) return 'open';
    if (meaning.role === 'unknown') return 'open';
    if (meaning.role !== slot) return 'other';
    const numbers = this.numbers.get(slot) ?? [];
    const { weights, number } = this.net.layers[layer];
    if (meaning.number === null) {
      const isOf = given.name.toLowerCase().includes(weights.name.toLowerCase());
      return isOf ? 'named' : 'open';
    }
    const isOwn =
      numbers.length === this.net.layers.length
        ? numbers[layer] === meaning.number
        : number === null || number === meaning.number;
    return isOwn ? 'named' : 'other';
  }
}

/** Whether most arrays of the forward pass are called what their values say they are. */
function namesAgree({ x, layers, targets: [target] }: Net): boolean {
  let [said, agree] = [0, 0];
  const look = (observed: Observed | null, ...roles: Role[]) => {
    const named = observed ? meaningOf(observed.name).role : 'unknown';
    if (named === 'unknown') return;
    said++;
    if (roles.includes(named)) agree++;
  };
  look(x, 'x');
  look(target.observed, 'y');
  for (const { weights, biases, z, a } of layers) {
    look(weights, 'weights');
    look(biases, 'biases');
    look(z, 'z', 'a');
    look(a, 'a', 'z', 'prediction');
  }
  return said > 0 && agree > 0.7 * said;
}
