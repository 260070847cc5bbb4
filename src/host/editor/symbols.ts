/** The outline of an experiment: its layers, data and sections by name. */
import {
  languages,
  l10n,
  SymbolKind,
  type Disposable,
  type DocumentSymbol,
  type TextDocument,
} from 'vscode';
import { isExperiment } from '../documents/files';
import { rangeIn } from '../documents/documentSource';
import { symbol } from '../surfaces/show';
import { symbolsOf, type PartSymbol } from './symbolTree';

const KINDS: Record<PartSymbol['kind'], SymbolKind> = {
  section: SymbolKind.Module,
  part: SymbolKind.Object,
  number: SymbolKind.Number,
  step: SymbolKind.Function,
};

export function registerSymbols(): Disposable {
  return languages.registerDocumentSymbolProvider(
    { pattern: '**/*.backprop.json' },
    {
      provideDocumentSymbols: document =>
        isExperiment(document.uri)
          ? symbolsOf(document.getText()).map(part => toDocumentSymbol(document, part))
          : [],
    },
    { label: l10n.t('Experiment') },
  );
}

function toDocumentSymbol(document: TextDocument, part: PartSymbol): DocumentSymbol {
  const { name, detail, kind, range, selection, children } = part;
  const whole = rangeIn(document, range.offset, range.length);
  const chosen = rangeIn(document, selection.offset, selection.length);
  const result = symbol([name, detail], KINDS[kind], whole, chosen);
  result.children = children.map(child => toDocumentSymbol(document, child));
  return result;
}
