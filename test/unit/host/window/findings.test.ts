/** What is found about a run is a Problem at its field, for as long as it is so. */
import { openSample, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { RunStatus } from '../../../../src/protocol/snapshot';
import { sample } from '../vscode/host';
import { services } from '../vscode/services';
import { types } from '../vscode/types';
import { window } from '../vscode/window';
import { disk, workspace } from '../vscode/workspace';

const NAME = 'dead-relu.backprop.json';
/** After ten steps: the cause, and what follows from it. */
const FOUND = ['learning_rate_too_large', 'dead_units'];

describe('what is found about a run', () => {
  const host = useHost();
  const sessionOf = (uri: vscode.Uri) => host().internal.sessions.open(uri).session;
  const shownIn = (uri: vscode.Uri) => services.diagnostics.get(uri.toString()) ?? [];
  const codesIn = (uri: vscode.Uri) => shownIn(uri).map(({ code }) => code);
  const documentOf = async (uri: vscode.Uri) =>
    (await workspace.openTextDocument(uri)) as unknown as vscode.TextDocument;
  const lensesOf = async (uri: vscode.Uri): Promise<vscode.Command[]> => {
    const provider = services.providers.get('codeLens') as vscode.CodeLensProvider;
    const found = await provider.provideCodeLenses(await documentOf(uri), {} as never);
    return (found ?? []).flatMap(({ command }) => command ?? []);
  };
  const actionsAt = async (uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> => {
    const provider = services.providers.get('codeActions') as vscode.CodeActionProvider;
    const document = await documentOf(uri);
    const found = await provider.provideCodeActions(document, range, {} as never, {} as never);
    return (found ?? []) as vscode.CodeAction[];
  };
  const stepped = async () => {
    const uri = await openSample(host(), NAME);
    await sessionOf(uri).check();
    assert.deepEqual(codesIn(uri), []);
    await sessionOf(uri).step(10);
    return uri;
  };

  it('is a warning at the field that decides it', async () => {
    const uri = await stepped();
    const { Warning } = types.DiagnosticSeverity;
    const document = disk.documents.get(uri.toString());
    const [cause, symptom, ...others] = shownIn(uri).map(
      ({ code, source, severity, message, range }) => {
        assert.deepEqual([source, severity], ['Backprop', Warning]);
        return { code, text: document?.getText(range), message };
      },
    );
    assert.deepEqual(others, []);
    assert.deepEqual([cause.code, cause.text], ['learning_rate_too_large', '8']);
    assert.match(cause.message, /^The learning rate of 8 is too large: /);
    assert.deepEqual([symptom.code, symptom.text], ['dead_units', '"relu"']);
    assert.match(
      symptom.message,
      /^6 dead units in layer1: units 2, 3, 4, 5, 6 and 7 of 8: z ≤ 0 for every row\. /,
    );
  });

  it('goes when the run goes back to where it was not so', async () => {
    const uri = await stepped();
    await sessionOf(uri).goTo(0);
    assert.deepEqual(codesIn(uri), []);
    await sessionOf(uri).goTo(10);
    assert.deepEqual(codesIn(uri), FOUND);
    await sessionOf(uri).reset();
    assert.deepEqual(codesIn(uri), []);
  });

  it('goes when the file is no longer that of the run, and comes back with it', async () => {
    const uri = await stepped();
    const text = sample(NAME);
    for (const [now, codes] of [
      [text.replace('"relu"', '"leaky_relu"'), []],
      [text, FOUND],
    ] as const) {
      disk.documents.get(uri.toString())?.retype(now);
      await sessionOf(uri).check();
      assert.deepEqual(codesIn(uri), codes);
    }
  });

  it('is not told before a pass that is followed has come to it', async () => {
    const uri = await stepped();
    const session = sessionOf(uri);
    await session.stepLayer();
    assert.deepEqual(codesIn(uri), FOUND, 'z of the first layer is there');
    while (session.view.substep !== 0) await session.stepLayer();
    assert.deepEqual(codesIn(uri), FOUND.slice(0, 1), 'of the next batch there is nothing yet');
    await session.stepLayer();
    assert.deepEqual(codesIn(uri), FOUND);
  });

  it('is published while it trains only where something else is found, and with its last numbers', async () => {
    const uri = await stepped();
    const { view } = sessionOf(uri);
    const state = view.state ?? assert.fail();
    const before = state.findings.map(({ message }) => message);
    const none = { from: 0, thinned: 1, numbers: new Float64Array(0), values: [] };
    const receive = (message: string, status: RunStatus['state'], findings = 2): void => {
      const found = state.findings.slice(0, findings).map(each => ({ ...each, message }));
      const now = { status: { state: status, message: '' }, findings: found };
      view.receive({ ...state, ...now, history: none, steps: none });
    };
    const messages = () => shownIn(uri).map(({ message }) => message);
    receive('1', 'running');
    assert.deepEqual(messages(), before);
    receive('2', 'running', 1);
    assert.deepEqual(messages(), ['2']);
    receive('3', 'running', 1);
    assert.deepEqual(messages(), ['2']);
    receive('4', 'paused', 1);
    assert.deepEqual(messages(), ['4']);
  });

  it('is there before any run where file and data decide it, and goes with the edit that mends it', async () => {
    const uri = await openSample(host(), 'initial-range.backprop.json');
    const session = sessionOf(uri);
    await session.check();
    assert.deepEqual(codesIn(uri), ['initial_weights_saturate']);
    assert.equal(session.view.state, null);
    const document = disk.documents.get(uri.toString());
    const text = sample('initial-range.backprop.json');
    document?.retype(text.replaceAll('"low": 0', '"low": -1'));
    await session.check();
    assert.deepEqual(codesIn(uri), []);
    document?.retype(text);
    await session.step(1);
    assert.deepEqual(codesIn(uri), ['initial_weights_saturate'], 'once, not twice');
  });

  it('is where Go to Line leads from its mark in the inspector', async () => {
    const uri = await stepped();
    await host().run('inspect', uri);
    const { layers } = host().internal.inspector.picture ?? assert.fail();
    const [{ id }] = layers[0].findings;
    await host().run('goToLine', { webviewSection: 'finding', layer: 0, finding: id });
    const { document, selection } = window.activeTextEditor ?? assert.fail();
    const { line, character } = selection.start;
    assert.match(document.lineAt(line).text.slice(character), /^"relu"/);
  });

  it('are shown in the panel from the lens, and what may help is tried there', async () => {
    const uri = await stepped();
    const lenses = (await lensesOf(uri)).filter(({ command }) => command === 'backprop.findings');
    assert.deepEqual(
      lenses.map(({ title }) => title),
      ['$(warning) 2 findings'],
    );
    const { panels, sessions, diagnostics } = host().internal;
    await host().run('findings', uri);
    assert.ok(panels.get(uri));
    const { laboratory } = sessions.open(uri);
    assert.equal(laboratory.examination(FOUND[0]), null);
    const [{ diagnostic }] = diagnostics.in(uri);
    const [before] = await actionsAt(uri, diagnostic.range);
    assert.equal(before.title, 'Try what may help…');
    const { command, arguments: given } = before.command ?? assert.fail();
    assert.equal(command, 'backprop.findings');
    await host().run('findings', ...((given ?? []) as unknown[]));
    const { edits } = laboratory.examination(FOUND[0]) ?? assert.fail();
    const [best] = edits;
    assert.ok(best.offered);
    const [action] = await actionsAt(uri, diagnostic.range);
    assert.match(
      action.title,
      /^Set learning_rate to [\d.]+: accuracy [\d.]+ → [\d.]+ \(3 seeds\)$/,
    );
    await workspace.applyEdit(action.edit ?? assert.fail());
    const text = disk.documents.get(uri.toString())?.getText() ?? '';
    assert.ok(text.includes(`"learning_rate": ${best.text}`), text);
  });

  it('are shown where the setting says: everywhere, among the Problems, nowhere', async () => {
    const uri = await stepped();
    await host().run('inspect', uri);
    const { sessions, inspector, statusItem } = host().internal;
    const places = async (): Promise<unknown[]> => {
      const lenses = await lensesOf(uri);
      const { layers } = inspector.picture ?? assert.fail();
      return [
        codesIn(uri).length,
        lenses.filter(({ command }) => command === 'backprop.findings').length,
        layers[0].findings.length,
        sessions.open(uri).findings.report.findings.length,
        statusItem.shown?.text.includes('finding'),
      ];
    };
    for (const [level, expected] of [
      ['all', [2, 1, 1, 2, true]],
      ['problems', [2, 0, 0, 0, false]],
      ['off', [0, 0, 0, 0, false]],
      ['all', [2, 1, 1, 2, true]],
    ] as const) {
      disk.set('backprop.findings', level);
      // The status bar waits until its last words could be read.
      await new Promise<void>(resolve => {
        const seen = statusItem.onDidShow(() => {
          if (statusItem.shown?.text.includes('finding') !== expected[4]) return;
          seen.dispose();
          resolve();
        });
        sessions.open(uri).session.view.fire('status');
      });
      assert.deepEqual(await places(), expected, level);
    }
  });
});
