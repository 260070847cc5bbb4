/** What is written in, below and beside each unit of a small network. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { Theme } from '../drawing/theme';
import { heatScale } from '../heat/heatScale';
import type { PageModel } from '../run/model';
import { formatNumber, shortNumber, subscript } from '../words/numbers';
import { columnName, hasTensor, isProbability, tensorTitle } from '../words/tensorNames';
import type { UnitText } from './numbersPaint';
import { outputError } from './outputError';
import { shownTensor, shownValues } from './unitNumbers';

/** By column, the inputs first. @param digits significant ones */
export function unitTexts(
  model: PageModel,
  description: RunDescription,
  theme: Theme,
  digits: number,
): UnitText[][] {
  const { layers, data, symbols } = description;
  const x = model.data.units?.x ?? null;
  const none = { delta: null, bias: null, beside: [] };
  const inputs = Array.from({ length: layers[0].inputs }, (_, unit) => ({
    ...none,
    name: data.featureNames[unit] ?? `${symbols.input.text}${subscript(unit + 1)}`,
    value: x ? x[unit] : null,
    scale: heatScale(x ? [x] : [], false, theme),
  }));
  const others = layers.map(({ units }, layer) => {
    const a = shownValues(model, layer, 'a');
    const delta = shownValues(model, layer, 'delta');
    const biases = shownTensor(model, { layer, tensor: 'biases' });
    const isOutput = layer === layers.length - 1;
    const symbol = tensorTitle(description, { layer, tensor: 'a' });
    const shares = isProbability(description, { layer, tensor: 'a' });
    const scale = heatScale(a ? [a] : [], shares, theme);
    const hasDelta = delta !== null && hasTensor(description, { layer, tensor: 'delta' });
    return Array.from({ length: units }, (_, unit) => ({
      ...{ name: symbol + subscript(unit + 1), scale },
      value: a ? a[unit] : null,
      delta: hasDelta ? delta[unit] : null,
      bias: biases ? biases.data[unit] : null,
      beside: isOutput ? beside(model, description, unit, digits) : [],
    }));
  });
  return [inputs, ...others];
}

/** Of an output: its class, its target, and what it adds to the loss of its row. */
function beside(
  model: PageModel,
  description: RunDescription,
  unit: number,
  digits: number,
): string[] {
  const { layers, data, symbols } = description;
  const last = layers.length - 1;
  const isClass = data.classNames !== null && data.outputs > 1;
  const name = isClass ? [columnName(description, { layer: last, tensor: 'a' }, unit)] : [];
  const { units } = model.data;
  if (!units) return name;
  const y = units.y[unit];
  const target = `${symbols.target.text} ${shortNumber(y, digits)}`;
  const a = shownValues(model, last, 'a');
  const isOneRow = units.row !== null || units.rows === 1;
  const error = a && isOneRow ? outputError(description, a[unit], y) : null;
  const written = error === null ? [] : [`${symbols.loss.text} ${formatNumber(error, 3)}`];
  return [...name, target, ...written];
}
