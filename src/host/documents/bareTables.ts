/** What the table in an editor is taken for, before anything is computed of it. */
import type { TextDocument } from 'vscode';
import { isTableName } from '../../experiment/data/csv/endings';
import { inferCsv, type Inferred } from '../../experiment/newExperiment/csvExperiment';
import { readsAsTable } from '../../experiment/newExperiment/readsAsTable';
import type { TableReading } from '../../experiment/newExperiment/tableReading';
import type { TableChoice } from '../../experiment/newExperiment/target';
import { baseName, isTableFile } from './files';

/** Characters that are looked at: some milliseconds of the window's time. */
const HEAD = 1 << 17;

interface Known {
  version: number;
  choice: string;
  reading: TableReading | null;
  /** All of the document was looked at. */
  whole: boolean;
}

export class BareTables {
  private readonly known = new WeakMap<TextDocument, Known>();
  private readonly texts = new WeakMap<TextDocument, { version: number; isTable: boolean }>();

  /** By its name, or by its rows where the name says nothing. */
  isTable(document: TextDocument): boolean {
    const { uri } = document;
    return (isTableFile(uri) && isTableName(uri.path)) || this.isUnnamedTable(document);
  }

  /** A table whose name does not say so. */
  isUnnamedTable(document: TextDocument): boolean {
    const { uri, version } = document;
    if (!isTableFile(uri) || isTableName(uri.path)) return false;
    const last = this.texts.get(document);
    if (last?.version === version) return last.isTable;
    const isTable = readsAsTable(inferFromHead(document, {}));
    this.texts.set(document, { version, isTable });
    return isTable;
  }

  /** null: nothing can be made of the table. */
  reading(document: TextDocument, decided: TableChoice): Pick<Known, 'reading' | 'whole'> {
    const choice = JSON.stringify(decided);
    const { version } = document;
    const last = this.known.get(document);
    if (last?.version === version && last.choice === choice) return last;
    const { reading, whole } = inferFromHead(document, decided);
    const now = { version, choice, reading, whole };
    this.known.set(document, now);
    return now;
  }
}

function inferFromHead(
  document: TextDocument,
  decided: TableChoice,
): Inferred & Pick<Known, 'whole'> {
  const text = document.getText();
  const whole = text.length <= HEAD;
  const head = whole ? text : text.slice(0, text.lastIndexOf('\n', HEAD) + 1);
  const bytes = new TextEncoder().encode(head);
  return { ...inferCsv(bytes, baseName(document.uri), whole, decided), whole };
}
