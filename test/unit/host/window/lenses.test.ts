/** What each lens does that a person clicks: its own command, on its own file. */
import { openSample, provider, useHost, useTableLenses } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { sample } from '../vscode/host';
import { workspace } from '../vscode/workspace';

describe('a lens', () => {
  const host = useHost();
  useTableLenses();
  const lensesOf = async (uri: vscode.Uri): Promise<vscode.Command[]> => {
    const document = await workspace.openTextDocument(uri);
    const lenses = provider('codeLens').provideCodeLenses(document);
    return lenses.flatMap(({ command }) => command ?? []);
  };
  const check = (uri: vscode.Uri) => host().internal.sessions.open(uri).session.check();
  /** Title and command of those that do something. */
  const actionsOf = async (uri: vscode.Uri) =>
    (await lensesOf(uri))
      .filter(({ command }) => command.startsWith('backprop.'))
      .map(({ title, command, arguments: given }) => {
        assert.equal(String(given?.[0]), uri.toString(), title);
        return `${title}: ${command.slice('backprop.'.length)}`;
      });
  const RUN = ['$(debug-step-over) Step: step', 'Inspect: inspect'];
  const CHECK = 'Check gradients: checkGradients';

  it('runs the command that it names, in an experiment, an expression and a table', async () => {
    const xor = await openSample(host(), 'xor.backprop.json');
    assert.deepEqual((await actionsOf(xor)).slice(0, 4), ['$(play) Train: train', ...RUN, CHECK]);
    assert.deepEqual(await actionsOf(await openSample(host(), 'gates.backprop.json')), [
      ...['$(play) Step: stepGate', '$(debug-step-back) Back: stepBack'],
      ...['Inspect: inspect', CHECK],
    ]);
    const csv = await host().open('pets.csv', 'a,b,kind\n1,2,0\n3,4,1\n');
    assert.deepEqual(await actionsOf(csv), [
      ...['$(play) Train Network: train', 'New Experiment from This Table: newFromCsv'],
      ...['target kind: 2 classes: chooseColumns', '2 inputs: chooseColumns'],
      'header: row 1: chooseColumns',
    ]);
  });

  it('of a layer shows the weights of that layer', async () => {
    const uri = await openSample(host(), 'xor.backprop.json');
    await check(uri);
    const layers = (await lensesOf(uri)).filter(({ title }) => title.includes('parameters'));
    assert.deepEqual(
      layers.map(({ arguments: given }) => given?.[1] as unknown),
      [0, 1, 2].map(layer => ({ layer, tensor: 'weights' })),
    );
  });

  for (const [name, text, train] of [
    ['xor.backprop.json', sample('xor.backprop.json'), '$(play) Train: train'],
    ['pets.csv', 'a,b,kind\n1,2,0\n3,4,1\n2,2,0\n4,3,1\n', '$(play) Train Network: train'],
  ]) {
    it(`pauses while ${name} trains, and trains again after that`, async () => {
      const uri = await host().open(name, text);
      const first: string[] = [];
      const looks: Promise<void>[] = [];
      const look = async () => {
        const [title] = await actionsOf(uri);
        if (first.at(-1) !== title) first.push(title);
      };
      host().internal.onDidChange(() => looks.push(look()));
      await host().run('train', uri);
      await Promise.all(looks);
      assert.deepEqual(first.slice(-2), ['$(debug-pause) Pause: pause', train]);
    });
  }

  it('cancels a sweep that is running, and shows the curves of one that was', async () => {
    const text = sample('xor.backprop.json')
      .replace(/"epochs": \d+/, '"epochs": 3000000')
      .replace(/"early_stopping": \{[^}]*\},/, '')
      .replace(
        /\}\s*$/,
        ', "sweep": {"parameters": {"trainer.epochs": {"values": [1, 3000000]}}}}',
      );
    const uri = await host().open('swept.backprop.json', text);
    const { sweep } = host().internal.sessions.open(uri);
    const ofSweep = async () => (await actionsOf(uri)).filter(title => /weep|curves/.test(title));
    assert.deepEqual(await ofSweep(), ['$(run-all) Run Sweep: runSweep']);
    const begun = new Promise<void>(resolve => {
      sweep.onDidChange(() => (sweep.curves ? resolve() : undefined));
    });
    const running = host().run('runSweep', uri);
    await begun;
    assert.deepEqual(await ofSweep(), [
      ...['$(debug-stop) Cancel Sweep: cancelSweep', 'Show curves: openPanel'],
    ]);
    await host().run('cancelSweep', uri);
    assert.equal(((await running) as { state: string }).state, 'cancelled');
    assert.deepEqual(await ofSweep(), [
      ...['$(run-all) Run Sweep: runSweep', 'Show curves: openPanel'],
    ]);
  });
});
