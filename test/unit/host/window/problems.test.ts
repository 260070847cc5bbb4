/** How a problem is shown: its severity, its name, and its place, in the data as well. */
import { READS_NUMBERS, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { disk, FOLDER, workspace } from '../vscode/workspace';

const { DiagnosticSeverity } = types;

describe('a problem', () => {
  const host = useHost();
  const check = (uri: vscode.Uri) => host().internal.sessions.open(uri).session.check();
  const shownIn = (uri: vscode.Uri) => services.diagnostics.get(uri.toString()) ?? [];
  const ofTable = (table: string) => {
    disk.write('numbers.csv', table);
    return host().open('a.backprop.json', READS_NUMBERS);
  };

  it('is as severe as it is, and says who found it, and what it is called', async () => {
    for (const [wrong, severity, code] of [
      ['"batch_size": 90', DiagnosticSeverity.Warning, 'batch-size'],
      ['"batch_size": -1', DiagnosticSeverity.Error, 'out-of-range'],
    ] as const) {
      const text = sample('xor.backprop.json').replace(/"batch_size": [^,]*/, wrong);
      const uri = await host().open('a.backprop.json', text);
      disk.documents.get(uri.toString())?.retype(text);
      await check(uri);
      assert.deepEqual(
        shownIn(uri).map(each => [each.source, each.severity, each.code]),
        [['Backprop', severity, code]],
      );
    }
  });

  it('of a table stands at the cell, and follows what is typed there', async () => {
    const uri = await ofTable('x1,x2,y\n1,2,0\n3,oops,1\n5,6,0\n');
    const table = types.Uri.joinPath(FOLDER, 'numbers.csv');
    await check(uri);
    const [{ range }] = shownIn(table);
    assert.deepEqual([range.start.line, range.start.character], [2, 2]);
    const document = await workspace.openTextDocument(table);
    disk.retype(table, document.getText().replace('oops', '4'));
    await check(uri);
    assert.deepEqual(shownIn(table), [], 'an editor that is not saved counts');
    assert.equal(host().internal.sessionOf(uri)?.session.checked.summary?.train.rows, 3);
  });
});
