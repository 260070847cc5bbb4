/** Which rows of the inspector there are: what is folded, and what the filter leaves. */
import type {
  InspectedLayer,
  InspectorPicture,
  RowRef,
} from '../../src/protocol/inspector/inspector';
import { tensorWords } from '../words/tensorWords';

/** Networks with more layers begin with the first unfolded alone: the layers are to be compared. */
const FEW_LAYERS = 2;

/** A row with its place among its siblings, both from 1. */
export interface ShownRow extends RowRef {
  /** Of a layer. */
  isOpen: boolean;
  place: number;
  siblings: number;
}

export interface Folding {
  /** The network that it is about. */
  network: string;
  /** Indices of the unfolded layers. */
  open: number[];
}

/** What was kept, where it is about this network. */
export function foldingOf(
  { network, layers }: Pick<InspectorPicture, 'network' | 'layers'>,
  kept: Folding | null,
): Folding {
  if (kept?.network === network) return kept;
  return { network, open: layers.length <= FEW_LAYERS ? layers.map((_, index) => index) : [0] };
}

/** @param filter text that a row has to have; empty: none */
export function shownRows(
  layers: readonly InspectedLayer[],
  open: readonly number[],
  filter: string,
): ShownRow[] {
  const wanted = lowered(filter.trim());
  const has = (text: string): boolean => lowered(text).includes(wanted);
  const found = layers.flatMap((layer, index) => {
    const isNamed = has(layer.name);
    const tensors = layer.tensors.filter(
      ({ tensor, symbol }) => isNamed || has(symbol) || has(tensorWords(tensor)),
    );
    return isNamed || tensors.length > 0 ? [{ index, tensors }] : [];
  });
  return found.flatMap(({ index, tensors }, at): ShownRow[] => {
    const isOpen = wanted !== '' || open.includes(index);
    const layer = { layer: index, tensor: null, isOpen, place: at + 1, siblings: found.length };
    if (!isOpen) return [layer];
    const rows = tensors.map(({ tensor }, place) => {
      const siblings = tensors.length;
      return { layer: index, tensor, isOpen: false, place: place + 1, siblings };
    });
    return [layer, ...rows];
  });
}

/** In small letters, but for the Greek ones: δ is another thing than Δ. */
export function lowered(text: string): string {
  return text.replace(/[A-Z]/g, letter => letter.toLowerCase());
}

export function isSameRow(a: RowRef | null, b: RowRef | null): boolean {
  return a?.layer === b?.layer && a?.tensor === b?.tensor;
}
