/** The words of the network's picture that tell what its units show. */
import { formatInteger } from './numbers';

export const networkStrings = {
  networkNodes: 'What the units show',
  nodeKinds: { map: 'map', a: 'a', delta: 'δ' },
  nodeKindTitles: {
    map: 'Maps: the activation of each unit over the two inputs',
    a: 'Activations: mean a of the next batch',
    delta: 'δ = ∂L/∂z: mean over the next batch',
  },
  networkFills: {
    map: 'map: activation over the two inputs',
    a: 'circle: activation, of the next batch',
    delta: 'circle: δ, of the next batch',
  },
  networkFaces: 'How the network is drawn',
  networkFaceNames: { numbers: 'numbers', picture: 'maps' },
  networkFaceTitles: {
    numbers: 'Numbers: values in the units, weights and gradients on the edges',
    picture: 'Maps: the activation of each unit over the two inputs, weights as lines',
  },
  plainFaceNames: { numbers: 'numbers', picture: 'circles' },
  plainFaceTitles: {
    numbers: 'Numbers: values in the units, weights and gradients on the edges',
    picture: 'Circles: units filled by their values, weights as lines',
  },
  numbersHint:
    'Arrow keys move from unit to unit, with Shift onto an edge and from there to its ends; Enter selects.',
  numbersValue: 'value',
  numbersGradient: (loss: string) => `gradient of ${loss}`,
  numbersWidth: 'line width: size of the weight, dashed: negative',
  numbersSome: 'select a unit to see the numbers of its edges',
  networkLines: (symbol: string) => `lines: ${symbol}, negative to positive`,
  networkShows: (sizes: string, rows: string) => `network of ${sizes} units, ${rows}`,
  edgeLimits: (largest: string) => `±${largest}`,
  meanOf: (symbol: string) => `mean ${symbol}`,
  rowPicker: 'Rows that the numbers are of',
  previousRow: 'Previous row',
  nextRow: 'Next row',
  allRows: 'Back to the mean of all rows',
  meanOfRows: (rows: number) =>
    rows === 1 ? 'its one row' : `mean of ${formatInteger(rows)} rows`,
  rowOf: (row: number, rows: number) => `row ${formatInteger(row + 1)} of ${formatInteger(rows)}`,
} as const;
