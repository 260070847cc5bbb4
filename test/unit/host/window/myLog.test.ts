/** Compare with My Log: its questions, and what the panel is told. */
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { withValue } from '../../../../src/experiment/format/fixes';
import type { MyLog } from '../../../../src/protocol/runs';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { screen } from '../vscode/window';
import { disk, FOLDER } from '../vscode/workspace';
import { answer, choose, labels, openSample, useHost } from './support';

const FILE = 'by-hand.backprop.json';
const NO_LOG = /^No line of the log names a loss/;

describe('Compare with My Log', () => {
  const host = useHost();

  function logsOf(uri: vscode.Uri) {
    return host().internal.sessions.open(uri).myLogs;
  }

  const report = (uri: vscode.Uri): MyLog => logsOf(uri).report ?? assert.fail();

  /** The losses of the run of this file, printed as a program would. */
  async function printed(uri: vscode.Uri, times = 1): Promise<string> {
    const { session } = host().internal.sessions.open(uri);
    await session.train();
    const { numbers, values } = session.view.history.all();
    return Array.from(numbers, (epoch, row) => {
      return `epoch ${epoch} loss ${(times * values[0][row]).toFixed(8)}\n`;
    }).join('');
  }

  /** The next report that is no longer being compared. */
  function compared(uri: vscode.Uri): Promise<MyLog> {
    const logs = logsOf(uri);
    return new Promise(resolve => {
      const listening = logs.onDidChange(() => {
        if (!logs.report || logs.report.verdict === 'comparing') return;
        listening.dispose();
        resolve(logs.report);
      });
    });
  }

  it('is taken from the clipboard, and shown in the panel', async () => {
    const uri = await openSample(host(), FILE);
    services.clipboard = await printed(uri);
    choose('From the Clipboard');
    await host().run('compareWithMyLog', uri);
    assert.equal(report(uri).verdict, 'agrees', report(uri).message);
    assert.ok(host().internal.panels.get(uri), 'no panel shows it');
    assert.equal(screen.asked.length, 1, 'something was said in a notification');
  });

  it('is taken from a file that is asked for, or named', async () => {
    const uri = await openSample(host(), FILE);
    const log = types.Uri.joinPath(FOLDER, 'mine.log');
    disk.put(log, new TextEncoder().encode(await printed(uri, 0.5)));
    choose('mine.log');
    await host().run('compareWithMyLog', uri);
    assert.equal(report(uri).verdict, 'explained');
    const [{ items, title }] = screen.asked.slice(-1);
    assert.match(title ?? '', /Compare with My Log/);
    assert.deepEqual(
      labels({ items }).map(label => label.replace(/^\$\([a-z-]+\) /, '')),
      ['From the Clipboard', 'mine.log', 'Browse…'],
    );
    const asked = screen.asked.length;
    await host().run('compareWithMyLog', uri, log);
    assert.equal(screen.asked.length, asked);
  });

  it('changes nothing where the question is closed', async () => {
    const uri = await openSample(host(), FILE);
    answer(undefined);
    await host().run('compareWithMyLog', uri);
    assert.equal(logsOf(uri).report, null);
    assert.equal(host().internal.panels.get(uri), undefined);
  });

  it('says what is wrong with an empty clipboard', async () => {
    const uri = await openSample(host(), FILE);
    services.clipboard = ' ';
    choose('From the Clipboard');
    screen.answers.push(() => undefined);
    await host().run('compareWithMyLog', uri);
    assert.match(String(screen.asked.at(-1)?.title), /There is no text on the clipboard/);
    assert.equal(logsOf(uri).report, null);
  });

  it('stays where it is no log, with a sentence in the panel', async () => {
    const uri = await openSample(host(), FILE);
    services.clipboard = '<b>hello</b>';
    choose('From the Clipboard');
    await host().run('compareWithMyLog', uri);
    assert.equal(report(uri).verdict, 'unreadable');
    assert.match(report(uri).message, NO_LOG);
  });

  it('is compared anew with another run of the file', async () => {
    const uri = await openSample(host(), FILE);
    const log = await printed(uri);
    await logsOf(uri).compare(log);
    assert.equal(report(uri).verdict, 'agrees');
    const again = compared(uri);
    const text = withValue(sample(FILE), ['optimizer', 'learning_rate'], 0.01) ?? assert.fail();
    disk.retype(uri, text);
    const { session } = host().internal.sessions.open(uri);
    await session.reset();
    assert.equal((await again).verdict, 'differs');
  });

  it('is forgotten from the page, and what is being compared with it', async () => {
    const uri = await openSample(host(), FILE);
    const log = await printed(uri);
    await host().run('openPanel', uri);
    const panel = host().internal.panels.get(uri) ?? assert.fail();
    const comparing = logsOf(uri).compare(log);
    assert.equal(report(uri).verdict, 'comparing');
    await panel.receive({ type: 'log', act: 'dismiss' });
    await comparing;
    assert.equal(logsOf(uri).report, null);
  });

  it('shows the newest of two', async () => {
    const uri = await openSample(host(), FILE);
    const log = await printed(uri);
    const first = logsOf(uri).compare('nothing');
    await Promise.all([first, logsOf(uri).compare(log)]);
    assert.equal(report(uri).verdict, 'agrees');
  });

  it('says that an expression has no epochs', async () => {
    const uri = await openSample(host(), 'gates.backprop.json');
    choose('From the Clipboard');
    screen.answers.splice(0, 1, () => undefined);
    await host().run('compareWithMyLog', uri);
    assert.match(String(screen.asked.at(-1)?.title), /expression/);
  });
});
