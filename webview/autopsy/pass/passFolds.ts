/** Layers of a deep net that are drawn as one. */
import type { AutopsyReport } from '../../../src/protocol/autopsy/arrays';

type Model = NonNullable<AutopsyReport['model']>;

/** With more layers than these, those between the outer ones that agree fold. */
const MOST_LAYERS = 5;

export interface Run {
  from: number;
  to: number;
  /** Folded into one place. */
  isHidden: boolean;
}

/** Layers one by one, those in the middle that agree together where there are many. */
export function foldedLayers({ arrays }: AutopsyReport, { layers }: Model): Run[] {
  const last = layers.length - 1;
  if (layers.length <= MOST_LAYERS)
    return layers.map((_, index) => ({ from: index, to: index, isHidden: false }));
  const isWrong = (layer: number) =>
    arrays.some(({ is, agrees }) => agrees === false && is?.startsWith(`layers.${layer}.`));
  const runs: Run[] = [];
  layers.forEach((_, layer) => {
    const isShown = layer === 0 || layer === last || isWrong(layer) || isWrong(layer - 1);
    const before = runs.at(-1);
    if (!isShown && before?.isHidden) before.to = layer;
    else runs.push({ from: layer, to: layer, isHidden: !isShown });
  });
  return runs;
}
