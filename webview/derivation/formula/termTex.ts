/** Formulas as TeX: with their symbols, or with the numbers of this step. */
import type {
  CallTerm,
  ConstantTerm,
  FactorTerm,
  NumberTerm,
  ProductTerm,
  SumTerm,
  Term,
} from '../../../src/engine/derivation/terms/term';

/** What is written, and how tightly it holds together: what binds less needs parentheses. */
export interface Written {
  tex: string;
  binds: 'sum' | 'product' | 'atom';
}

/** How the leaves of a formula are written. */
export interface Leaves {
  number(term: NumberTerm): Written;
  constant(term: ConstantTerm): Written;
  factor(term: FactorTerm): Written;
  /** Φ(z), which no calculator has. */
  distribution(term: CallTerm): Written;
  /** Σ with its index; null where sums are written term by term. */
  sigma: ((term: SumTerm) => string) | null;
  /** What is left of a sum that is written term by term. */
  rest(count: number, value: number): string;
}

export function termTex(term: Term, leaves: Leaves): string {
  return write(term, leaves).tex;
}

/**
 * In pieces, between which a line may be broken; read one after another they are the formula.
 * Broken is before the terms of a sum, also of one in parentheses.
 */
export function termPieces(whole: Term, leaves: Leaves): string[] {
  const term = bare(whole);
  switch (term.kind) {
    case 'sum':
      if (leaves.sigma === null) return sumPieces(term, leaves);
      break;
    case 'product': {
      const factors = flatFactors(term);
      const at = factors.findIndex(factor => canBreak(factor, leaves));
      if (at < 0) break;
      const outside = (each: Term): string => inProduct(each, leaves, false);
      const open = [...factors.slice(0, at).map(outside), '\\bigl('].join(' \\cdot ');
      const close = ['\\bigr)', ...factors.slice(at + 1).map(outside)].join(' \\cdot ');
      const inner = termPieces(factors[at], leaves);
      return [open + inner[0], ...inner.slice(1, -1), inner[inner.length - 1] + close];
    }
    case 'add':
      return term.parts.flatMap(({ minus, term: part }, at) => {
        const pieces = partPieces({ minus, term: part }, leaves, at === 0);
        const sign = minus ? '- ' : at > 0 ? '+ ' : '';
        return [sign + pieces[0], ...pieces.slice(1)];
      });
    case 'case':
      return termPieces(term.then, leaves);
    default:
  }
  return [termTex(term, leaves)];
}

function partPieces(
  { minus, term }: { minus: boolean; term: Term },
  leaves: Leaves,
  first: boolean,
): string[] {
  if (minus) return [inProduct(term, leaves, true)];
  return canBreak(term, leaves) ? termPieces(term, leaves) : [inSum(term, leaves, first)];
}

function canBreak(term: Term, leaves: Leaves): boolean {
  switch (term.kind) {
    case 'sum':
      return leaves.sigma === null && term.terms.length + (term.rest ? 1 : 0) > 1;
    case 'add':
      return term.parts.some(({ term: part }) => canBreak(part, leaves));
    default:
      return false;
  }
}

function sumPieces({ terms, rest }: SumTerm, leaves: Leaves): string[] {
  const written = terms.map(({ term }, at) => (at > 0 ? '+ ' : '') + inSum(term, leaves, at === 0));
  return rest ? [...written, `+ ${leaves.rest(rest.count, rest.value)}`] : written;
}

function write(whole: Term, leaves: Leaves): Written {
  const term = bare(whole);
  switch (term.kind) {
    case 'number':
      return leaves.number(term);
    case 'constant':
      return leaves.constant(term);
    case 'factor':
      return leaves.factor(term);
    case 'sum':
      return leaves.sigma === null
        ? { tex: sumPieces(term, leaves).join(' '), binds: 'sum' }
        : { tex: `${leaves.sigma(term)} ${inProduct(term.general, leaves, true)}`, binds: 'sum' };
    case 'product': {
      const factors = flatFactors(term);
      const written = factors.map((each, at) => {
        return inProduct(each, leaves, at === factors.length - 1);
      });
      return { tex: written.join(' \\cdot '), binds: 'product' };
    }
    case 'quotient':
      return {
        tex: `\\frac{${termTex(term.above, leaves)}}{${termTex(term.below, leaves)}}`,
        binds: 'atom',
      };
    case 'add': {
      const parts = term.parts.map(({ minus, term: part }, at) => {
        const sign = minus ? '- ' : at > 0 ? '+ ' : '';
        return sign + (minus ? inProduct(part, leaves, true) : inSum(part, leaves, at === 0));
      });
      return { tex: parts.join(' '), binds: 'sum' };
    }
    case 'negative':
      return { tex: `-${inProduct(term.of, leaves, true)}`, binds: 'sum' };
    case 'square':
      return { tex: `${inPower(term.of, leaves)}^{2}`, binds: 'atom' };
    case 'call':
      return writeCall(term, leaves);
    case 'case':
      return write(term.then, leaves);
  }
}

function writeCall(term: CallTerm, leaves: Leaves): Written {
  const inner = termTex(term.of, leaves);
  const call = (name: string): Written => ({
    tex: `${name}\\left(${inner}\\right)`,
    binds: 'atom',
  });
  switch (term.name) {
    case 'exp':
      return { tex: `e^{${inner}}`, binds: 'atom' };
    case 'expm1':
      return { tex: `e^{${inner}} - 1`, binds: 'sum' };
    case 'log':
      return call('\\ln');
    case 'log1p':
      return { tex: `\\ln\\left(1 + ${inSum(term.of, leaves, false)}\\right)`, binds: 'atom' };
    case 'tanh':
      return call('\\tanh');
    case 'sigmoid':
      return call('\\sigma');
    case 'Phi':
      return leaves.distribution(term);
    case 'phi':
      return call('\\varphi');
    case 'abs':
      return { tex: `\\left|${inner}\\right|`, binds: 'atom' };
    case 'positive':
      return { tex: `\\max\\left(0,\\, ${inner}\\right)`, binds: 'atom' };
    case 'clamp':
      return { tex: `\\left[${inner}\\right]_{-1}^{+1}`, binds: 'atom' };
    case 'sign':
    case 'softplus':
      return call(`\\operatorname{${term.name}}`);
    case 'huber':
      return call('h');
  }
}

/** A sum of one term is that term. */
function bare(term: Term): Term {
  return term.kind === 'sum' && term.count === 1 ? term.terms[0].term : term;
}

/** Products of products as one. */
function flatFactors(term: ProductTerm): Term[] {
  return term.factors
    .map(bare)
    .flatMap(each => (each.kind === 'product' ? flatFactors(each) : [each]));
}

function inProduct(whole: Term, leaves: Leaves, last: boolean): string {
  const term = bare(whole);
  const { tex, binds } = write(term, leaves);
  const sigma = term.kind === 'sum' && leaves.sigma !== null && last;
  return binds === 'sum' && !sigma ? `\\left(${tex}\\right)` : tex;
}

/** A number with a sign of its own stands in parentheses, but at the beginning. */
function inSum(term: Term, leaves: Leaves, first: boolean): string {
  const { tex, binds } = write(term, leaves);
  const signed = tex.startsWith('-') || (term.kind === 'number' && binds === 'sum');
  return signed && !first ? `\\left(${tex}\\right)` : tex;
}

function inPower(term: Term, leaves: Leaves): string {
  const { tex, binds } = write(term, leaves);
  const plain = leaves.sigma === null && term.kind === 'number' && binds === 'atom';
  return plain ? `{${tex}}` : `\\left(${tex}\\right)`;
}
