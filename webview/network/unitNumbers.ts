/** What is known of the units of a network, for the cursor over its picture and for its table. */
import type { Place, RunDescription } from '../../src/protocol/snapshot';
import type { KnownTensor, PageModel } from '../run/model';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import {
  columnName,
  hasTensor,
  showsTensor,
  tensorSymbol,
  tensorSymbols,
} from '../words/tensorNames';
import type { TensorRef } from '../../src/protocol/tensors';

export const EDGE_KINDS = ['weights', 'gradW', 'updateW'] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

const UNIT_TENSORS = ['z', 'a', 'slope', 'delta'] as const;
type UnitTensor = (typeof UNIT_TENSORS)[number];
/** Incoming connections that are listed. */
const MOST_EDGES = 8;

export interface UnitNumbers {
  title: string;
  rows: [label: string, value: number][];
  /** Where its numbers stand in full; null: nowhere. */
  tensor: TensorRef | null;
  /** Where it comes from is shown when the unit is chosen. */
  number: Place | null;
}

/** Nothing of what comes later, while the pass is followed layer by layer, or of what the file hides. */
export function shownTensor(model: PageModel, ref: TensorRef): KnownTensor | null {
  return isShown(model, ref) ? model.tensor(ref) : null;
}

function isShown(model: PageModel, ref: TensorRef): boolean {
  const { description } = model;
  return description !== null && hasTensor(description, ref) && model.mark(ref) !== 'later';
}

/** One number for each unit: of the chosen row of the batch, or the mean over all rows. */
export function shownValues(
  model: PageModel,
  layer: number,
  tensor: UnitTensor,
): Float64Array | null {
  if (!isShown(model, { layer, tensor })) return null;
  return model.data.units?.layers[layer]?.[tensor] ?? null;
}

/**
 * null for a unit that the network has not, or not any more.
 * @param column 0: the inputs; else the layer, counted from 1
 */
export function unitNumbers(
  model: PageModel,
  { column, unit }: { column: number; unit: number },
  edges: EdgeKind,
): UnitNumbers | null {
  const { description } = model;
  if (!description) return null;
  const { layers } = description;
  const count = column === 0 ? layers[0].inputs : (layers[column - 1]?.units ?? 0);
  if (unit >= count) return null;
  if (column === 0) {
    const name = description.data.featureNames[unit] ?? String(unit + 1);
    const value = model.data.units?.x[unit];
    const rows: [string, number][] = value === undefined ? [] : [[label(model, name), value]];
    return { title: `${strings.input} ${name}`, rows, tensor: null, number: null };
  }
  const layer = column - 1;
  const name = columnName(description, { layer, tensor: 'a' }, unit);
  const own = UNIT_TENSORS.flatMap((tensor): [string, number][] => {
    const value = shownValues(model, layer, tensor)?.[unit];
    return value === undefined
      ? []
      : [[label(model, tensorSymbol(description, { layer, tensor })), value]];
  });
  return {
    title: `${description.layers[layer].name}, ${strings.unit} ${name}`,
    rows: [...own, ...incoming(model, description, { layer, tensor: edges }, unit)],
    tensor: { layer, tensor: edges },
    number: {
      tensor: edges === 'weights' ? 'a' : 'delta',
      layer,
      row: model.data.units?.row ?? 0,
      col: unit,
    },
  };
}

/** `mean a`, or `a` of a single row. */
function label(model: PageModel, symbol: string): string {
  return (model.data.units?.row ?? null) === null ? strings.meanOf(symbol) : symbol;
}

/** The first of the connections that lead to a unit. */
function incoming(
  model: PageModel,
  description: RunDescription,
  ref: { layer: number; tensor: EdgeKind },
  unit: number,
): [label: string, value: number][] {
  const tensor = shownTensor(model, ref);
  const { featureNames } = description.data;
  if (!tensor) return [];
  return Array.from({ length: Math.min(tensor.rows, MOST_EDGES) }, (_, from) => {
    const source = ref.layer === 0 ? featureNames[from] : `${strings.unit} ${from + 1}`;
    const value = tensor.data[from * tensor.cols + unit];
    return [`${tensorSymbol(description, ref)} ${source} →`, value];
  });
}

/** Every unit with its numbers. */
export function unitTable(model: PageModel, caption: string): TableData {
  const { description } = model;
  const layers = description?.layers ?? [];
  const tensors = UNIT_TENSORS.filter(tensor => description && showsTensor(description, tensor));
  const units = layers.flatMap((layer, index) =>
    Array.from({ length: layer.units }, (_, unit) => ({ layer: index, unit })),
  );
  const symbols = tensors.map(tensor => label(model, tensorSymbols(description, tensor)));
  return {
    caption,
    columns: [strings.layer, strings.unit, strings.activation, ...symbols],
    rows: units.length,
    thin: 'first',
    cell: (row, column) => {
      const { layer, unit } = units[row];
      if (column === 0) return layers[layer].name;
      if (column === 1) return unit + 1;
      if (column === 2) return layers[layer].activation;
      return shownValues(model, layer, tensors[column - 3])?.[unit] ?? strings.notYet;
    },
  };
}
