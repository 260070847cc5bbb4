/** What the table in an editor is taken for, before anything is computed of it. */
import type { TextDocument } from 'vscode';
import { inferCsv } from '../../experiment/newExperiment/csvExperiment';
import type { TableReading } from '../../experiment/newExperiment/tableReading';
import type { TableChoice } from '../../experiment/newExperiment/target';
import { baseName } from './files';

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

  /** null: nothing can be made of the table. */
  reading(document: TextDocument, decided: TableChoice): Pick<Known, 'reading' | 'whole'> {
    const choice = JSON.stringify(decided);
    const { version } = document;
    const last = this.known.get(document);
    if (last?.version === version && last.choice === choice) return last;
    const text = document.getText();
    const whole = text.length <= HEAD;
    const head = whole ? text : text.slice(0, text.lastIndexOf('\n', HEAD) + 1);
    const bytes = new TextEncoder().encode(head);
    const { reading } = inferCsv(bytes, baseName(document.uri), whole, decided);
    const now = { version, choice, reading, whole };
    this.known.set(document, now);
    return now;
  }
}
