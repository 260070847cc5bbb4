/** Formulas in a line of text, as the tests of their form expect them. */
import type { ChainRule, Partial } from '../../../../src/engine/derivation/chainRule';
import type { Index, Place } from '../../../../src/engine/derivation/terms/numbers';
import type { Path } from '../../../../src/engine/derivation/paths';
import type { Term } from '../../../../src/engine/derivation/terms/term';

/** Numbers as `tensor layer [row,col]`, sums as `Σindex<count(term)`, cases as `[condition: value]`. */
export function written(term: Term): string {
  switch (term.kind) {
    case 'number': {
      const { tensor, layer, row, col } = term.place;
      return `${tensor}${layer}[${row},${col}]`;
    }
    case 'constant':
      return term.name ?? String(term.value);
    case 'factor':
      return `{${term.doubled ? '2·' : ''}${term.scale}/(${term.outputs}·${term.rows})}`;
    case 'sum':
      return `Σ${term.over}<${term.count}(${written(term.general)})`;
    case 'product':
      return term.factors.map(written).join(' · ');
    case 'quotient':
      return `(${written(term.above)})/(${written(term.below)})`;
    case 'add':
      return `(${term.parts.map(part => (part.minus ? '− ' : '+ ') + written(part.term)).join(' ')})`;
    case 'negative':
      return `−(${written(term.of)})`;
    case 'square':
      return `(${written(term.of)})²`;
    case 'call':
      return `${term.name}(${written(term.of)})`;
    case 'case':
      return `[${written(term.left)} ${term.relation} ${written(term.right)}: ${written(term.then)}]`;
  }
}

function writtenNumber({ tensor, layer, row, col }: Place<Index>): string {
  return tensor === 'loss' ? 'L' : `${tensor}${layer}[${row},${col}]`;
}

const writtenPartial = ({ of, by }: Partial): string =>
  `∂${writtenNumber(of)}/∂${writtenNumber(by)}`;

/** `Σindex<count ∂of/∂by · ∂of/∂by`, the loss as L. */
export function writtenChain({ over, partials }: ChainRule): string {
  const product = partials.map(writtenPartial).join(' · ');
  return over ? `Σ${over.index}<${over.count} ${product}` : product;
}

/** `∂of/∂by is the number that it is`, from the loss down. */
export function writtenPath({ partials }: Path): string[] {
  return partials.map(partial => {
    const factors = partial.is.map(({ place }) => writtenNumber(place));
    const is = factors.length > 0 ? factors.join(' · ') : String(partial.value);
    return `${writtenPartial(partial)} is ${is}`;
  });
}
