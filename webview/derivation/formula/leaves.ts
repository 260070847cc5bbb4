/** The two ways to write the leaves of a formula, and the numbers that stand in it. */
import type { FactorTerm, NumberTerm } from '../../../src/engine/derivation/terms/term';
import { placeTex, type Naming } from './places';
import { writeNumber } from './shown';
import type { Leaves, Written } from './termTex';
import { words } from './words';

/** Marks the TeX of a number, so that it can be found on the page. */
export type Mark = (term: NumberTerm, tex: string) => string;

export function symbolLeaves(naming: Naming, mark: Mark): Leaves {
  return {
    number: term => atom(mark(term, placeTex(naming, term.place))),
    constant: ({ name, value }) => atom(name === null ? numberTex(value, 4) : CONSTANTS[name]),
    factor: factorWritten,
    distribution: ({ of }) =>
      of.kind === 'number'
        ? atom(`\\Phi\\left(${mark(of, placeTex(naming, of.place))}\\right)`)
        : atom('\\Phi'),
    sigma: ({ over, count }) => `\\sum_{${over}=1}^{${count}}`,
    rest: () => '',
  };
}

/** @param digits null: all */
export function numberLeaves(digits: number | null, mark: Mark): Leaves {
  const written = (value: number): Written => {
    const tex = numberTex(value, digits);
    if (tex.startsWith('-')) return { tex, binds: 'sum' };
    return { tex, binds: tex.includes('\\cdot') ? 'product' : 'atom' };
  };
  return {
    number: term => ({ ...written(term.value), tex: mark(term, written(term.value).tex) }),
    constant: ({ value }) => written(value),
    factor: factorWritten,
    distribution: ({ value }) => written(value),
    sigma: null,
    rest: (count, value) => {
      const { tex, binds } = written(value);
      const inner = binds === 'sum' ? `\\left(${tex}\\right)` : tex;
      return `\\underset{\\text{${words.moreTerms(count)}}}{${inner}}`;
    },
  };
}

/** Letters of numbers that have one. */
const CONSTANTS = {
  max: 'm',
  logSum: '\\ln\\!\\sum\\nolimits_k\\! e^{z_k}',
  logSumOthers: '\\ln\\!\\sum\\nolimits_{k\\,\\text{others}}\\! e^{z_k}',
  others: 'q',
  seluScale: '\\lambda',
  seluAlpha: '\\alpha',
} as const;

export function numberTex(value: number, digits: number | null): string {
  if (Number.isNaN(value)) return '\\text{NaN}';
  if (!Number.isFinite(value)) return value > 0 ? '\\infty' : '-\\infty';
  const text = writeNumber(value, digits).replaceAll('−', '-');
  const [mantissa, power] = text.split('e');
  return power === undefined ? mantissa : `${mantissa}\\cdot 10^{${power}}`;
}

/** `2·½ / (4·3)` as a fraction; the 2 and the ½ are left as they are, to be seen. */
function factorWritten({ doubled, scale, outputs, rows }: FactorTerm): Written {
  const half = scale === 0.5 ? '\\tfrac{1}{2}' : numberTex(scale, null);
  const above = [...(doubled ? ['2'] : []), ...(scale === 1 ? [] : [half])];
  const below = [outputs, rows].filter(n => n !== 1).map(String);
  const numerator = above.length === 0 ? '1' : above.join(' \\cdot ');
  if (below.length > 0) return atom(`\\frac{${numerator}}{${below.join(' \\cdot ')}}`);
  return { tex: numerator, binds: above.length > 1 ? 'product' : 'atom' };
}

function atom(tex: string): Written {
  return { tex, binds: 'atom' };
}
