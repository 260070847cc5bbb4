/** The symbols that a file's `notation` gives to a network's numbers, and the usual ones. */
import type { LayeredSymbol, NotationSpec } from '../format/experiment';
import { writeSymbol, type WrittenSymbol } from './writtenSymbol';

export type { WrittenSymbol } from './writtenSymbol';

/** What has a symbol of its own in each layer. */
export interface LayerSymbols {
  weights: WrittenSymbol;
  biases: WrittenSymbol;
  z: WrittenSymbol;
  a: WrittenSymbol;
  mask: WrittenSymbol;
  delta: WrittenSymbol;
}

export interface Symbols {
  layers: LayerSymbols[];
  input: WrittenSymbol;
  target: WrittenSymbol;
  loss: WrittenSymbol;
}

const USUAL: Record<LayeredKey, string> = {
  weights: 'W',
  biases: 'b',
  preactivations: 'z',
  activations: 'a',
  deltas: '\\delta',
};

type LayeredKey = 'weights' | 'biases' | 'preactivations' | 'activations' | 'deltas';

/** @param layers how many there are */
export function symbolsOf(notation: NotationSpec | null, layers: number): Symbols {
  const ofLayer = (key: LayeredKey, layer: number): WrittenSymbol =>
    layerSymbol(notation?.[key] ?? USUAL[key], layer);
  const { output = null, target = null, loss = null } = notation ?? {};
  return {
    layers: Array.from({ length: layers }, (_, layer) => ({
      weights: ofLayer('weights', layer),
      biases: ofLayer('biases', layer),
      z: ofLayer('preactivations', layer),
      a:
        output !== null && layer === layers - 1
          ? writeSymbol(output, null)
          : ofLayer('activations', layer),
      // No file renames it.
      mask: layerSymbol('m', layer),
      delta: ofLayer('deltas', layer),
    })),
    input: writeSymbol('x', null),
    target: writeSymbol(target ?? 'y', null),
    loss: writeSymbol(loss ?? 'L', null),
  };
}

/** One symbol counts its layers; a list has a symbol for each, which needs no number. */
function layerSymbol(symbol: LayeredSymbol, layer: number): WrittenSymbol {
  return typeof symbol === 'string'
    ? writeSymbol(symbol, layer + 1)
    : writeSymbol(symbol[layer] ?? symbol[symbol.length - 1], null);
}
