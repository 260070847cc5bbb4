/** Symbols that are named layer by layer are as many as there are layers, and no two are the same. */
import { counted } from '../../engine/ground/numbers';
import type { NotationSpec } from '../format/experiment';
import { atValue, type Report } from '../format/core';
import { symbolsOf, type LayerSymbols } from '../notation/symbols';

export function checkNotation(
  { notation, model }: { notation: NotationSpec | null; model: { layers: readonly unknown[] } },
  report: Report,
): void {
  if (!notation) return;
  const { length } = model.layers;
  for (const [key, symbol] of Object.entries(notation)) {
    if (!Array.isArray(symbol) || symbol.length === length) continue;
    report.error(
      'symbols-of-layers',
      `\`notation.${key}\` has ${counted(symbol.length, 'symbol')} for ${counted(length, 'layer')}; ` +
        'write one symbol for each layer, or a single one for all.',
      atValue('notation', key),
    );
  }
  if (report.clean('notation')) checkTwice(notation, length, report);
}

type Meaning = keyof NotationSpec | 'input';
interface Called {
  meaning: Meaning;
  /** How it is called where the file does not say it. */
  words: string;
  symbol: string;
}

const OF_LAYERS: [meaning: Meaning, name: keyof LayerSymbols, words: string][] = [
  ['weights', 'weights', 'the weights'],
  ['biases', 'biases', 'the biases'],
  ['preactivations', 'z', 'the weighted sums'],
  ['activations', 'a', 'the activations'],
  ['deltas', 'delta', 'the deltas'],
];

/** What two symbols stand for could not be told apart, in formulas and in print. */
function checkTwice(notation: NotationSpec, layers: number, report: Report): void {
  const isWritten = (meaning: Meaning) => meaning !== 'input' && notation[meaning] !== null;
  const said = ({ meaning, words }: Called) => (isWritten(meaning) ? `\`${meaning}\`` : words);
  const taken = new Map<string, Called>();
  const told = new Set<Meaning>();
  for (const called of allSymbols(notation, layers)) {
    const other = taken.get(called.symbol);
    if (!other) taken.set(called.symbol, called);
    else {
      const [first, second] = isWritten(called.meaning) ? [other, called] : [called, other];
      const place = second.meaning;
      if (place === 'input' || told.has(place)) continue;
      told.add(place);
      const both =
        first.meaning === place
          ? `two layers of \`${place}\` are`
          : `${said(first)} and ${said(second)} are both`;
      const message = `${both[0].toUpperCase()}${both.slice(1)} written "${called.symbol}": each needs a symbol of its own.`;
      report.error('same-symbol', message, atValue('notation', place));
    }
  }
}

/** As they are shown: what the file writes, and the usual ones where it writes none. */
function* allSymbols(notation: NotationSpec, layers: number): Generator<Called> {
  const symbols = symbolsOf(notation, layers);
  yield { meaning: 'input', words: 'the inputs', symbol: symbols.input.text };
  yield { meaning: 'target', words: 'the target', symbol: symbols.target.text };
  yield { meaning: 'loss', words: 'the loss', symbol: symbols.loss.text };
  for (const [index, layer] of symbols.layers.entries()) {
    for (const [meaning, name, words] of OF_LAYERS) {
      const isOutput =
        meaning === 'activations' && index === layers - 1 && notation.output !== null;
      yield { meaning: isOutput ? 'output' : meaning, words, symbol: layer[name].text };
    }
  }
}
