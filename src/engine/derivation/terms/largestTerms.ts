/** Of many numbered terms the few largest, found while they are made: the others are let go at once. */
import type { Term } from './term';

interface Numbered {
  index: number;
  term: Term;
}

export class LargestTerms {
  private readonly kept: (Numbered & { size: number })[] = [];
  /** Place among them of the next that has to go. */
  private least = 0;

  /** @param limit the number of terms that are kept, at least 1 */
  constructor(private readonly limit: number) {}

  /** In the order of their index: of terms of one size the first ones stay. NaN is the largest. */
  add(index: number, term: Term): void {
    const { kept } = this;
    const size = Number.isNaN(term.value) ? Infinity : Math.abs(term.value);
    if (kept.length < this.limit) kept.push({ index, term, size });
    else if (size > kept[this.least].size) kept[this.least] = { index, term, size };
    else return;
    if (kept.length === this.limit) this.least = this.findLeast();
  }

  /** In the order of their index. */
  get all(): Numbered[] {
    const inOrder = [...this.kept].sort((a, b) => a.index - b.index);
    return inOrder.map(({ index, term }) => ({ index, term }));
  }

  /** The smallest; of equal ones the last. */
  private findLeast(): number {
    const { kept } = this;
    let least = 0;
    for (let i = 1; i < kept.length; i++) {
      const { size, index } = kept[i];
      const { size: smallest, index: latest } = kept[least];
      if (size < smallest || (size === smallest && index > latest)) least = i;
    }
    return least;
  }
}
