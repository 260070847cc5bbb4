/** The words of the network's picture that tell what its units show. */
import { formatInteger } from './numbers';
import { t } from './say';

export const networkStrings = {
  networkNodes: t('What the units show'),
  nodeKinds: { map: t('map'), a: 'a', delta: 'δ' },
  nodeKindTitles: {
    map: t('Maps: the activation of each unit over the two inputs'),
    a: t('Activations: mean a of the next batch'),
    delta: t('δ = ∂L/∂z: mean over the next batch'),
  },
  networkFills: {
    map: t('map: activation over the two inputs'),
    a: t('circle: activation, of the next batch'),
    delta: t('circle: δ, of the next batch'),
  },
  networkFaces: t('How the network is drawn'),
  networkFaceNames: { numbers: t('numbers'), picture: t('maps') },
  networkFaceTitles: {
    numbers: t('Numbers: values in the units, weights and gradients on the edges'),
    picture: t('Maps: the activation of each unit over the two inputs, weights as lines'),
  },
  plainFaceNames: { numbers: t('numbers'), picture: t('circles') },
  plainFaceTitles: {
    numbers: t('Numbers: values in the units, weights and gradients on the edges'),
    picture: t('Circles: units filled by their values, weights as lines'),
  },
  numbersHint: t(
    'Arrow keys move from unit to unit, with Shift onto an edge and from there to its ends; Enter selects.',
  ),
  numbersValue: t('value'),
  numbersGradient: (loss: string) => t`gradient of ${loss}`,
  numbersWidth: t('line width: size of the weight, dashed: negative'),
  numbersSome: t('select a unit to see the numbers of its edges'),
  networkLines: (symbol: string) => t`lines: ${symbol}, negative to positive`,
  networkShows: (sizes: string, rows: string) => t`network of ${sizes} units, ${rows}`,
  edgeLimits: (largest: string) => `±${largest}`,
  meanOf: (symbol: string) => t`mean ${symbol}`,
  rowPicker: t('Rows that the numbers are of'),
  previousRow: t('Previous row'),
  nextRow: t('Next row'),
  allRows: t('Back to the mean of all rows'),
  meanOfRows: (rows: number) =>
    rows === 1 ? t('its one row') : t`mean of ${formatInteger(rows)} rows`,
  rowOf: (row: number, rows: number) => t`row ${formatInteger(row + 1)} of ${formatInteger(rows)}`,
} as const;
