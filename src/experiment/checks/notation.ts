/** Symbols that are named layer by layer are as many as there are layers. */
import type { NotationSpec } from '../experiment';
import { atValue, type Report } from '../format/core';

export function checkNotation(
  { notation, model }: { notation: NotationSpec | null; model: { layers: readonly unknown[] } },
  report: Report,
): void {
  const { length } = model.layers;
  for (const [key, symbol] of Object.entries(notation ?? {})) {
    if (!Array.isArray(symbol) || symbol.length === length) continue;
    report.error(
      'symbols-of-layers',
      `\`notation.${key}\` has ${count(symbol.length, 'symbol')} for ${count(length, 'layer')}; ` +
        'write one symbol for each layer, or a single one for all.',
      atValue('notation', key),
    );
  }
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
