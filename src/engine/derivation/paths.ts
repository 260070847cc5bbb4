/**
 * A derivative written out down to the loss, for one row: the sum over every way from the number
 * to the loss, each the product of single partial derivatives.
 */
import { isCrossEntropy } from '../functions/crossEntropy';
import type { Partial } from './chainRule';
import type { Place } from './terms/numbers';
import type { PassReader } from './terms/passReader';
import type { NumberTerm } from './terms/term';

/** One partial derivative with its value, and the numbers whose product it is; none for a bare 1. */
export interface ValuedPartial extends Partial {
  is: readonly NumberTerm[];
  value: number;
}

export interface Path {
  /** From the loss down to the number. */
  partials: ValuedPartial[];
  value: number;
}

export interface Paths {
  row: number;
  /** How many there are; they are listed only where they are few. */
  count: number;
  list: Path[];
  /** What they add up to: this row's share. */
  value: number;
}

/** More than anyone reads. */
const MOST_PATHS = 24;

/** @returns null for what is no derivative of the loss with respect to a layer's number */
export function pathsOf(pass: PassReader, place: Place, row: number): Paths | null {
  const end = endOf(pass, place, row);
  if (!end) return null;
  const { layer, col } = place;
  const { layers } = pass.spec.model;
  const count = layers.slice(layer + 1).reduce((product, { units }) => product * units, 1);
  if (count > MOST_PATHS) return { row, count, list: [], value: NaN };
  const list = [...waysDown(pass, layer, col, row, end.from)].map(above => {
    const partials = [...above, ...end.partials];
    return { partials, value: partials.reduce((product, { value }) => product * value, 1) };
  });
  return { row, count, list, value: list.reduce((sum, { value }) => sum + value, 0) };
}

/** The last partial derivatives, below ∂L/∂z or ∂L/∂a of the unit. */
function endOf(
  pass: PassReader,
  { tensor, layer, row: input, col }: Place,
  row: number,
): { from: 'z' | 'a'; partials: ValuedPartial[] } | null {
  const z = { tensor: 'z', layer, row, col } as const;
  switch (tensor) {
    case 'weights':
    case 'gradW': {
      const by = { tensor: 'weights', layer, row: input, col } as const;
      return { from: 'z', partials: [partial(z, by, pass.inputNumbers(layer, row, input))] };
    }
    case 'biases':
    case 'gradB': {
      const by = { tensor: 'biases', layer, row: 0, col } as const;
      return { from: 'z', partials: [partial(z, by, [])] };
    }
    case 'delta':
      return { from: 'z', partials: [] };
    case 'gradA':
      return layer < pass.last ? { from: 'a', partials: [] } : null;
    default:
      return null;
  }
}

/** Every way from the loss to z or a of a unit. */
function* waysDown(
  pass: PassReader,
  layer: number,
  unit: number,
  row: number,
  to: 'z' | 'a',
): Generator<ValuedPartial[]> {
  const z = { tensor: 'z', layer, row, col: unit } as const;
  const a = { tensor: 'a', layer, row, col: unit } as const;
  if (layer === pass.last) {
    yield fromLoss(pass, row, unit);
    return;
  }
  const slope = pass.number('slope', layer, row, unit);
  const mask = pass.maskOf(layer, row, unit);
  for (let k = 0; k < pass.spec.model.layers[layer + 1].units; k++) {
    const weight = pass.number('weights', layer + 1, unit, k);
    const of = { tensor: 'z', layer: layer + 1, row, col: k } as const;
    const down = [partial(of, a, mask ? [mask, weight] : [weight])];
    if (to === 'z') down.push(partial(a, z, [slope]));
    for (const above of waysDown(pass, layer + 1, k, row, 'z')) yield [...above, ...down];
  }
}

/** From the loss to z of an output: over its a, but where only the two together are computed. */
function fromLoss(pass: PassReader, row: number, unit: number): ValuedPartial[] {
  const { last } = pass;
  const loss = { tensor: 'loss', layer: last, row: 0, col: 0 } as const;
  const a = { tensor: 'a', layer: last, row, col: unit } as const;
  const z = { tensor: 'z', layer: last, row, col: unit } as const;
  const together = isCrossEntropy(pass.spec.loss.type) || pass.activation(last) === 'softmax';
  if (together) {
    const delta = pass.number('delta', last, row, unit);
    return [partial(loss, z, [delta])];
  }
  const gradA = pass.number('gradA', last, row, unit);
  const slope = pass.number('slope', last, row, unit);
  return [partial(loss, a, [gradA]), partial(a, z, [slope])];
}

function partial(of: Place, by: Place, is: readonly NumberTerm[]): ValuedPartial {
  return { of, by, is, value: is.reduce((product, { value }) => product * value, 1) };
}
