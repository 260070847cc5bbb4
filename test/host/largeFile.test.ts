/** A CSV file of a million rows: read without holding up the host, and cancellable. */
import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import * as vscode from 'vscode';
import { answering } from './answering';
import { Heartbeat } from './heartbeat';
import { checked, closeAll, extension, fileOf, fresh, show } from './support';

const ROWS = 1_000_000;
const LINES = 10_000;

/** Ten columns, the last one the label; about 100 MB. */
function writeTable(uri: vscode.Uri): void {
  const lines = Array.from({ length: LINES }, (_, row) => {
    const cells = Array.from({ length: 9 }, (__, column) => Math.sin(row + column).toFixed(8));
    return `${cells.join(',')},${row % 2}\n`;
  }).join('');
  const file = openSync(uri.fsPath, 'w');
  writeSync(file, 'a,b,c,d,e,f,g,h,i,label\n');
  for (let written = 0; written < ROWS; written += LINES) writeSync(file, lines);
  closeSync(file);
}

const experimentOn = (path: string): string => `{
  "version": 1,
  "data": {
    "train": { "type": "csv", "path": "${path}" },
    "split": { "train": 0.8, "validation": 0.2 },
    "normalization": "zscore"
  },
  "model": { "layers": [{ "units": 1, "activation": "sigmoid" }] },
  "loss": { "type": "binary_cross_entropy" },
  "trainer": { "epochs": 1, "batch_size": 1000 }
}`;

describe('a CSV file of 100 MB', () => {
  let table: vscode.Uri;
  before(function () {
    this.timeout(60_000);
    table = fileOf('million.csv');
    writeTable(table);
  });
  after(() => vscode.workspace.fs.delete(table));
  afterEach(closeAll);

  it('is read without holding up the host', async function () {
    this.timeout(120_000);
    const { size } = await vscode.workspace.fs.stat(table);
    assert.ok(size > 95_000_000, `${size} bytes`);
    const uri = await fresh(experimentOn('million.csv'));
    await show(uri);
    const heart = await Heartbeat.start();
    const started = performance.now();
    const { session } = await checked(uri);
    const seconds = (performance.now() - started) / 1000;
    const late = await heart.stop();
    assert.deepEqual(session.checked.problems, []);
    assert.equal(session.checked.summary?.train.rows, 800_000);
    console.log(
      `        ${(size / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s; latest beat: ${late}`,
    );
    assert.ok(heart.latest < 50, late);
  });

  it('can be given up while it is read', async function () {
    this.timeout(120_000);
    const uri = await fresh(experimentOn('million.csv'));
    await show(uri); // a session that nothing shows ends after a moment
    const { sessions } = await extension();
    const { session } = sessions.open(uri);
    const checking = session.check();
    await new Promise<void>(resolve => {
      const reading = session.onDidRead(() => {
        reading.dispose();
        resolve();
      });
    });
    session.cancelReading();
    await assert.rejects(checking, /cancelled/);
  });

  it('can be given up by the Cancel of its notification', async function () {
    this.timeout(120_000);
    const uri = await fresh(experimentOn('million.csv'));
    await show(uri);
    const { sessions } = await extension();
    const title = await answering({}, async asked => {
      const { session } = sessions.open(uri);
      const checking = session.check();
      session.onDidRead(() => {
        if (asked.progress.length > 0) asked.cancel();
      });
      await assert.rejects(checking, /cancelled/);
      return asked.progress[0];
    });
    assert.equal(title, 'Reading million.csv');
  });

  it('is refused with a sentence above the limit, which a setting raises', async () => {
    const settings = vscode.workspace.getConfiguration('backprop');
    await settings.update('largestDataFile', 50, vscode.ConfigurationTarget.Global);
    try {
      const uri = await fresh(experimentOn('million.csv'));
      const { session } = await checked(uri);
      const [{ message }] = session.checked.problems;
      assert.match(message, /"million.csv" has \d+ MB, more than the limit of 50 MB: .*backprop/);
    } finally {
      await settings.update('largestDataFile', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
