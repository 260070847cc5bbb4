/** Lenses above a bare table: what can be done with it, and what it was taken for. */
import { l10n, Range, type CodeLens, type TextDocument } from 'vscode';
import { partsOf, withRowsOf } from '../../experiment/newExperiment/tableReading';
import type { BareTables } from '../documents/bareTables';
import type { TableChoices } from '../documents/tableChoices';
import type { TablesMet } from '../documents/tablesMet';
import { commandId } from '../manifest/commandId';
import type { Sessions } from '../sessions/sessions';
import { tableLensesWanted } from '../surfaces/configuration';
import { lens } from '../surfaces/show';

interface Known {
  sessions: Sessions;
  tables: BareTables;
  choices: TableChoices;
  met: TablesMet;
}

export function tableLenses(
  document: TextDocument,
  known: Known,
): CodeLens[] | Promise<CodeLens[]> {
  const { uri } = document;
  const wanted = tableLensesWanted(uri);
  if (wanted === 'off' || document.lineCount < 2 || !known.tables.isTable(document)) return [];
  if (wanted === 'on') return lensesOf(document, known);
  const isMet = known.met.isMet(uri);
  if (isMet !== null) return isMet ? lensesOf(document, known) : [];
  return known.met.look(uri).then(found => (found ? lensesOf(document, known) : []));
}

function lensesOf(document: TextDocument, known: Known): CodeLens[] {
  const { uri } = document;
  const { sessions } = known;
  const range = new Range(0, 0, 0, 0);
  const running = sessions.get(uri)?.session.view.status.state === 'running';
  return [
    running
      ? lens(range, {
          icon: 'debug-pause',
          title: l10n.t('Pause'),
          command: commandId('pause'),
          args: [uri],
        })
      : lens(range, {
          icon: 'play',
          title: l10n.t('Train Network'),
          command: commandId('train'),
          args: [uri],
        }),
    lens(range, {
      title: l10n.t('New Experiment from This Table'),
      command: commandId('newFromCsv'),
      args: [uri],
    }),
    ...sentenceLenses(document, known),
  ];
}

/** Above the second row, because one line has no room for everything; what matters most comes first. */
const ORDER = ['target', 'inputs', 'header', 'skipped', 'rows'];

/** The sentence about the table, each part a link to the question that changes it. */
function sentenceLenses(document: TextDocument, { sessions, tables, choices }: Known): CodeLens[] {
  const { uri } = document;
  const opened = sessions.get(uri);
  const { reading, whole } = tables.reading(document, choices.of(uri));
  if (!reading) return [];
  const { checked, view } = opened?.session ?? {};
  const summary = checked?.summary ?? view?.description?.data ?? null;
  // Of a long table only some rows were looked at, until all of them are read.
  const known = partsOf(withRowsOf(reading, summary));
  const parts = whole || summary ? known : known.filter(({ about }) => about !== 'rows');
  parts.sort((a, b) => ORDER.indexOf(a.about) - ORDER.indexOf(b.about));
  const asides = parts.flatMap(({ about, aside }) =>
    aside === undefined ? [] : [{ about, words: aside }],
  );
  const range = new Range(1, 0, 1, 0);
  return [...parts, ...asides].map(({ about, words }) =>
    about === 'rows'
      ? lens(range, { title: words })
      : lens(range, { title: words, command: commandId('chooseColumns'), args: [uri, about] }),
  );
}
