/** Above which tables lenses stand: not above those of everybody. */
import { provider, useHost } from './support';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { sample } from '../vscode/host';
import { types } from '../vscode/types';
import { disk, fileEvents, FOLDER, workspace } from '../vscode/workspace';

const { Uri } = types;
const TABLE = 'a,b,kind\n1,2,0\n3,4,1\n2,2,0\n4,3,1\n';
const SETTING = 'backprop.codeLens.csv';

describe('lenses above a table', () => {
  const host = useHost();
  const titles = async (uri: vscode.Uri) => {
    const lenses = provider('codeLens').provideCodeLenses(await workspace.openTextDocument(uri));
    return (await Promise.resolve(lenses)).slice(0, 2).map(({ command }) => command?.title);
  };
  const LENSES = ['$(play) Train Network', 'New Experiment from This Table'];
  /** Whether the editor is told to ask again. */
  const watched = () => {
    const told = { asks: 0 };
    provider('codeLens').onDidChangeCodeLenses(() => told.asks++);
    return told;
  };

  it('stand by themselves only where the folder has an experiment', async () => {
    const table = await host().open('pets.csv', TABLE);
    assert.deepEqual(await titles(table), []);
    assert.deepEqual(await titles(table), [], 'nor when asked again');
    const told = watched();
    const experiment = disk.write('xor.backprop.json', sample('xor.backprop.json'));
    assert.ok(told.asks > 0, 'the editor is told');
    assert.deepEqual(await titles(table), LENSES);
    disk.remove(experiment);
    assert.deepEqual(await titles(table), []);
  });

  it('stand in the folder of the workspace that has the experiment, and in no other', async () => {
    const other = Uri.parse('memory:/other');
    disk.folders = [
      { uri: FOLDER, name: 'work', index: 0 },
      { uri: other, name: 'other', index: 1 },
    ];
    disk.write('deep/xor.backprop.json', sample('xor.backprop.json'));
    const foreign = Uri.joinPath(other, 'pets.csv');
    disk.put(foreign, new TextEncoder().encode(TABLE));
    assert.deepEqual(await titles(foreign), []);
    assert.deepEqual(await titles(await host().open('pets.csv', TABLE)), LENSES);
  });

  it('stand beside an experiment where no folder is open', async () => {
    disk.folders = null;
    const table = await host().open('pets.csv', TABLE);
    assert.deepEqual(await titles(table), []);
    disk.write('xor.backprop.json', sample('xor.backprop.json'));
    assert.deepEqual(await titles(table), LENSES);
  });

  it('stand above a table that was trained before, whatever is in its folder', async () => {
    const table = await host().open('pets.csv', TABLE);
    const other = await host().open('others.csv', TABLE);
    assert.deepEqual(await titles(table), []);
    const told = watched();
    await host().run('train', table);
    assert.ok(told.asks > 0, 'the editor is told');
    assert.deepEqual(await titles(table), LENSES);
    assert.deepEqual(await titles(other), []);
    // Of the next window, too.
    assert.deepEqual([...host().globalMemento.values()], [[table.toString()]]);
  });

  it('follow a table that was trained to its new name', async () => {
    const table = await host().open('pets.csv', TABLE);
    await host().run('train', table);
    const renamed = disk.write('animals.csv', TABLE);
    fileEvents.renames.fire({ files: [{ oldUri: table, newUri: renamed }] });
    assert.deepEqual(await titles(renamed), LENSES);
  });

  it('stand above every table, or above none, where the setting says so', async () => {
    const table = await host().open('pets.csv', TABLE);
    const told = watched();
    disk.set(SETTING, 'on');
    assert.equal(told.asks, 1);
    assert.deepEqual(await titles(table), LENSES);
    disk.write('xor.backprop.json', sample('xor.backprop.json'));
    disk.set(SETTING, 'off');
    assert.deepEqual(await titles(table), []);
    disk.set(SETTING, 'auto');
    assert.deepEqual(await titles(table), LENSES);
  });
});
