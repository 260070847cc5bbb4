/** Which tensor a name in a formula stands for, in this format's symbols and in those of a course. */
import type { NotationSpec } from '../format/experiment';
import type { InspectPath } from './inspectPath';

type LayeredKey = 'weights' | 'biases' | 'preactivations' | 'activations' | 'deltas';
type Symbol = { key: LayeredKey; usual: string[]; name: InspectPath['name'] };

const OF_LAYERS: Symbol[] = [
  { key: 'weights', usual: ['W'], name: 'weights' },
  { key: 'biases', usual: ['b'], name: 'biases' },
  { key: 'preactivations', usual: ['z'], name: 'z' },
  { key: 'activations', usual: ['a'], name: 'a' },
  { key: 'deltas', usual: ['delta', 'δ'], name: 'delta' },
];

/**
 * Names → places. `W`, `z`, … are those of the layer that the formula is for, `aPrev` its input;
 * `W1`, `z2` (or `W_1`) count layers from 1, and `a0` is x. Where dropout follows a layer, `aPrev` of
 * the next one is already multiplied by its mask, which is `mask1`.
 * @param layer 0-based, that the formula is for; null: the last
 */
export function formulaNames(
  notation: NotationSpec | null,
  layers: readonly { mask: object | null }[],
  layer: number | null,
): Map<string, InspectPath> {
  const last = layers.length - 1;
  const own = layer ?? last;
  const names = new Map<string, InspectPath>();
  const add = (name: string, place: Omit<InspectPath, 'indices'>) =>
    names.set(name, { ...place, indices: [] });
  const x = { layer: null, name: 'x' } as const;
  const input = (of: number) => (of === 0 ? x : ({ layer: of - 1, name: 'output' } as const));
  const addNumbered = (written: string, name: InspectPath['name'], index: number) => {
    add(`${written}${index + 1}`, { layer: index, name });
    add(`${written}_${index + 1}`, { layer: index, name });
  };
  const addOf = (written: string, { name }: Symbol) => {
    add(written, { layer: own, name });
    layers.forEach((_, index) => addNumbered(written, name, index));
    if (name !== 'a') return;
    add(`${written}0`, x);
    add(`${written}_0`, x);
  };
  for (const symbol of OF_LAYERS) for (const written of symbol.usual) addOf(written, symbol);
  layers.forEach(({ mask }, index) => {
    if (mask) addNumbered('mask', 'mask', index);
  });
  add('x', x);
  add('aPrev', input(own));
  add('y', { layer: null, name: 'y' });
  add('ŷ', { layer: last, name: 'a' });
  add('L', { layer: null, name: 'loss' });
  // A course's own symbols come last: they count where they mean something else.
  for (const symbol of OF_LAYERS) {
    const written = notation?.[symbol.key] ?? [];
    if (typeof written === 'string') addOf(typed(written), symbol);
    else written.forEach((each, index) => add(typed(each), { layer: index, name: symbol.name }));
  }
  const { target = null, output = null, loss = null } = notation ?? {};
  if (target !== null) add(typed(target), { layer: null, name: 'y' });
  if (output !== null) add(typed(output), { layer: last, name: 'a' });
  if (loss !== null) add(typed(loss), { layer: null, name: 'loss' });
  return names;
}

/** What a formula reads as one name: `Z'` it does not. */
const TYPEABLE = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** A name that is offered for a formula, and the tensor of a layer that it stands for; null: of none. */
export interface OfferedName {
  name: string;
  layer: number | null;
  tensor: InspectPath['name'];
}

/**
 * The names that a formula of this layer is likely to need, each tensor once, as a course writes it.
 * @param layer 0-based
 */
export function offeredNames(
  notation: NotationSpec | null,
  layers: readonly { mask: object | null; use_bias: boolean }[],
  layer: number,
): OfferedName[] {
  const names = formulaNames(notation, layers, layer);
  const usual = formulaNames(null, layers, layer);
  const isAbove = layer + 1 < layers.length;
  const of = (index: number, name: InspectPath['name']) => ({ layer: index, name });
  const places: Pick<InspectPath, 'layer' | 'name'>[] = [
    names.get('aPrev') ?? { layer: null, name: 'x' },
    of(layer, 'weights'),
    ...(layers[layer].use_bias ? [of(layer, 'biases')] : []),
    ...[of(layer, 'z'), of(layer, 'a'), of(layer, 'delta')],
    ...(layers[layer].mask ? [of(layer, 'mask')] : []),
    ...(isAbove ? [of(layer + 1, 'weights'), of(layer + 1, 'delta')] : []),
    { layer: null, name: 'y' },
  ];
  return places.flatMap(({ layer: index, name: tensor }) => {
    const all = [...names].flatMap(([name, place]) =>
      place.layer === index && place.name === tensor ? [name] : [],
    );
    const own = all.find(name => {
      const place = usual.get(name);
      const isNew = place?.layer !== index || place.name !== tensor;
      return isNew && TYPEABLE.test(name);
    });
    const name = own ?? all.find(each => each === 'aPrev') ?? all.at(0);
    return name === undefined ? [] : [{ name, layer: index, tensor }];
  });
}

/** A symbol as it is typed into a formula: `Delta` for `\Delta`, `Z_in` for `Z_{in}`. */
function typed(symbol: string): string {
  return symbol.replace(/[\\{}\s]/g, '');
}
