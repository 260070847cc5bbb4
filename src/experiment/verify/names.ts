/** Which tensor a name in a formula stands for, in this format's symbols and in those of a course. */
import type { NotationSpec } from '../experiment';
import type { InspectPath } from './inspectPath';

type Symbol = { key: keyof NotationSpec; usual: string[]; name: InspectPath['name'] };

const OF_LAYERS: Symbol[] = [
  { key: 'weights', usual: ['W'], name: 'weights' },
  { key: 'biases', usual: ['b'], name: 'biases' },
  { key: 'preactivations', usual: ['z'], name: 'z' },
  { key: 'activations', usual: ['a'], name: 'a' },
  { key: 'deltas', usual: ['delta', 'δ'], name: 'delta' },
];

/**
 * Names → places. `W`, `z`, … are those of the layer that the formula is for, `aPrev` its input;
 * `W1`, `z2` (or `W_1`) count layers from 1, and `a0` is x.
 * @param layers how many there are
 * @param layer 0-based, that the formula is for; null: the last
 */
export function formulaNames(
  notation: NotationSpec | null,
  layers: number,
  layer: number | null,
): Map<string, InspectPath> {
  const last = layers - 1;
  const own = layer ?? last;
  const names = new Map<string, InspectPath>();
  const add = (name: string, place: Omit<InspectPath, 'indices'>) =>
    names.set(name, { ...place, indices: [] });
  const x = { layer: null, name: 'x' } as const;
  const input = (of: number) => (of === 0 ? x : ({ layer: of - 1, name: 'a' } as const));
  const addAll = (symbolsOf: (symbol: Symbol) => string[]) => {
    for (const symbol of OF_LAYERS) {
      for (const written of symbolsOf(symbol)) {
        add(written, { layer: own, name: symbol.name });
        for (let index = 0; index < layers; index++) {
          const place = { layer: index, name: symbol.name };
          add(`${written}${index + 1}`, place);
          add(`${written}_${index + 1}`, place);
        }
        if (symbol.name !== 'a') continue;
        add(`${written}0`, x);
        add(`${written}_0`, x);
      }
    }
  };
  const said = (key: keyof NotationSpec) => {
    const symbol = notation?.[key]?.trim().replace(/^\\/, '') ?? '';
    return symbol === '' ? [] : [symbol];
  };
  addAll(({ usual }) => usual);
  add('x', x);
  add('aPrev', input(own));
  add('y', { layer: null, name: 'y' });
  add('ŷ', { layer: last, name: 'a' });
  add('L', { layer: null, name: 'loss' });
  // A course's own symbols come last: they count where they mean something else.
  addAll(({ key }) => said(key));
  for (const name of said('target')) add(name, { layer: null, name: 'y' });
  for (const name of said('output')) add(name, { layer: last, name: 'a' });
  for (const name of said('loss')) add(name, { layer: null, name: 'loss' });
  return names;
}
