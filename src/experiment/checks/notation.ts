/** Symbols that are named layer by layer are as many as there are layers, and no two are the same. */
import type { NotationSpec } from '../experiment';
import { atValue, type Report } from '../format/core';

export function checkNotation(
  { notation, model }: { notation: NotationSpec | null; model: { layers: readonly unknown[] } },
  report: Report,
): void {
  const { length } = model.layers;
  checkTwice(notation, report);
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

/** What two symbols stand for could not be told apart, in formulas and in print. */
function checkTwice(notation: NotationSpec | null, report: Report): void {
  const taken = new Map<string, string>();
  for (const [meaning, symbol] of Object.entries(notation ?? {})) {
    const written = typeof symbol === 'string' ? symbol.trim() : '';
    const other = taken.get(written);
    if (written !== '' && other !== undefined) {
      const message = `\`${other}\` and \`${meaning}\` are both written "${written}": each needs a symbol of its own.`;
      report.error('same-symbol', message, atValue('notation', meaning));
    } else taken.set(written, meaning);
  }
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
