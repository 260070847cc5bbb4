/** The parts of the pages that programs write are those that they would write now. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMANDS } from '../../../src/host/manifest/commands';
import { commandTable, settingsTable } from '../../tools/docs/commandTables';
import { formatFields } from '../../tools/docs/formatFields';
import { pageWith } from '../../tools/docs/page';
import { docsFiles } from '../../tools/writeDocs';

describe('the pages that programs write', () => {
  it('are current: else run `npm run docs`', async function () {
    this.timeout(60_000);
    const files = await docsFiles();
    assert.deepEqual(
      files.map(({ file }) => path.basename(file)),
      ['format.md', 'commands.md', 'cli.md'],
    );
    for (const { file, text } of files) assert.equal(readFileSync(file, 'utf8'), text, file);
  });

  it('have no part that the page has no place for', async () => {
    await assert.rejects(pageWith('cli.md', { nothing: '' }), /cli.md has no place for nothing/);
  });

  it('have each command and each setting', () => {
    for (const { title } of Object.values(COMMANDS))
      assert.ok(commandTable().includes(`**${title}**`), title);
    assert.match(
      settingsTable(),
      /`backprop.findings` \| .*`"problems"`: Among the Problems alone/,
    );
    assert.ok(!settingsTable().includes('%'), 'a setting has no words');
  });

  it('say where a command is, and its keys on each system', () => {
    const train = commandTable()
      .split('\n')
      .find(line => line.includes('**Train Network**'));
    assert.match(
      train ?? '',
      /<kbd>Ctrl<\/kbd>\+<kbd>Enter<\/kbd>, <kbd>⌘<\/kbd>\+<kbd>Enter<\/kbd>/,
    );
    assert.match(train ?? '', /editor title, inspector \|$/);
  });

  it('have each field with its kinds, its limits, its default and what its names mean', () => {
    const page = formatFields();
    const row = (start: string) => page.split('\n').find(line => line.startsWith(start)) ?? '';
    assert.match(row('| `units`'), /`dense` \| whole number ≥ 1, ≤ 65,536 \| \*\*required\*\*/);
    assert.match(row('| `betas`'), /`adam`, `adamw`, `nadam` \| list of 2 numbers ≥ 0, < 1 \|/);
    assert.match(row('| `epochs`'), /\| `100` \|/);
    assert.match(row('| `train`'), /\[data source\]\(#data-source\)/);
    assert.match(page, /^- `"spiral"`: Two spiral arms/m);
    assert.match(page, /^### `generator`$/m);
    assert.match(page, /^## `expression`$/m);
    assert.match(page, /^### `checks.expect`$/m);
  });
});
