/**
 * Writes the parts of media/docs that follow from the product, between the comments that mark them:
 * `npm run docs`. Everything else on these pages is written by hand.
 */
import { writeFileSync } from 'node:fs';
import { USAGE } from '../../src/cli/terminal/arguments';
import { commandTable, settingsTable } from './docs/commandTables';
import { formatFields } from './docs/formatFields';
import { pageWith } from './docs/page';

/** Each page with the text that it has to have. */
export async function docsFiles(): Promise<{ file: string; text: string }[]> {
  return Promise.all([
    pageWith('format.md', { fields: formatFields() }),
    pageWith('commands.md', { commands: commandTable(), settings: settingsTable() }),
    pageWith('cli.md', { usage: `\`\`\`text\n${USAGE}\`\`\`` }),
  ]);
}

if (process.argv[1]?.endsWith('writeDocs.ts')) {
  void docsFiles().then(files => {
    for (const { file, text } of files) writeFileSync(file, text);
  });
}
