/** The rows of the inspector, as text. */
import type { Inspector } from '../../../src/host/inspector/inspector';
import {
  MEASURES,
  type InspectedLayer,
  type InspectedTensor,
  type InspectorPicture,
} from '../../../src/protocol/inspector/inspector';
import { trendOf } from '../../../webview/inspector/course';
import { inspectorStrings as strings } from '../../../webview/inspector/inspectorStrings';
import { formatInteger, formatNumber } from '../../../webview/words/numbers';
import { screen } from '../host/vscode/window';
import { indented } from './window';

/** With `whole` also what stands in a row's tooltip, and what a screen reader says of it. */
export function rows({ picture, welcome }: Inspector, whole = false): string[] {
  const [{ description, badge }] = screen.views;
  const beside = [description, badge && `badge ${badge.value}: ${badge.tooltip}`].flatMap(
    words => words ?? [],
  );
  const title = ['the view', ...beside].join(' — ');
  if (picture) return [title, ...lines(picture, whole)];
  const { words, commands } = strings.welcomes[welcome];
  return [title, `  ${words}`, ...commands.map(command => `  [${strings.commands[command]}]`)];
}

function lines(picture: InspectorPicture, whole: boolean): string[] {
  const { name, step, batchLoss, finding, layers } = picture;
  const numbers = `step ${formatInteger(step)} · batch loss ${formatNumber(batchLoss)}`;
  return [
    `  ${name} — ${numbers}`,
    ...(finding === null ? [] : [`  $(warning) ${finding}`]),
    ...layers.flatMap(layer => [
      `  ${layerText(layer)}`,
      ...(whole ? said(strings.layerDetails(layer), strings.layerSpoken(layer, 'delta')) : []),
      ...layer.tensors.flatMap(tensor => tensorLines(layer, tensor, whole)),
    ]),
  ];
}

function layerText({ name, measures, findings }: InspectedLayer): string {
  const values = MEASURES.flatMap(measure => {
    const value = strings.value(measures[measure], measure);
    return value === '' ? [] : [`${strings.measures[measure]} ${value}`];
  });
  return [name, '—', values.join(' · '), ...findings.map(() => '$(warning)')].join(' ');
}

function tensorLines(layer: InspectedLayer, tensor: InspectedTensor, whole: boolean): string[] {
  const { symbol, stats, mark, course } = tensor;
  const numbers = stats ? [strings.shape(stats), strings.norm(stats)] : [];
  const parts = [...numbers, trendOf(course), mark === 'known' ? null : mark];
  const text = parts.filter(part => part !== null).join(' · ');
  const spoken = strings.tensorSpoken(layer.name, tensor);
  return [
    `    ${symbol}${text && ` — ${text}`}`,
    ...(whole
      ? said(strings.tensorDetails(layer.name, tensor), spoken).map(line => `  ${line}`)
      : []),
  ];
}

function said(details: string, spoken: string): string[] {
  return indented(`${details}\nspoken: ${spoken}`, '      ');
}
