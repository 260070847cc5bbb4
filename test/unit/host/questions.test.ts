/** What a command does with a person's answer, and with none. */
import { MemoryHost, sample } from './vscode/host';
import assert from 'node:assert/strict';
import { screen, type Question } from './vscode/window';
import { disk } from './vscode/workspace';
import { types } from './vscode/types';

const TABLE = 'height,width,kind\n1,2,pear\n3,1,apple\n2,2,pear\n4,1,apple\n';

describe('a question', () => {
  let host: MemoryHost;
  beforeEach(() => (host = new MemoryHost()));
  afterEach(() => host.dispose());

  it('comes before a file is replaced: dismissed, it stays as it is', async () => {
    const own = disk.write('fruit.backprop.json', '{ "my": "own work" }');
    const csv = await host.open('fruit.csv', TABLE);
    assert.equal(await host.run('newFromCsv', csv), undefined);
    assert.deepEqual(
      screen.asked.map(({ title, items, options }) => [title, items, options.modal]),
      [['fruit.backprop.json exists already. Replace it?', ['Replace'], true]],
    );
    assert.equal(disk.text(own), '{ "my": "own work" }');
    screen.answers.push(() => 'Cancel');
    await host.run('newFromCsv', csv);
    assert.equal(disk.text(own), '{ "my": "own work" }');
    screen.answers.push(() => 'Replace');
    await host.run('newFromCsv', csv);
    assert.match(disk.text(own) ?? '', /"label": "kind"/);
  });

  it('is not needed where a sample is opened again: a copy is never written over', async () => {
    const name = 'xor.backprop.json';
    const copy = (await host.run('openSample', name)) as { path: string };
    assert.equal(copy.path, '/work/backprop-samples/xor.backprop.json');
    const uri = types.Uri.parse(`memory:${copy.path}`);
    assert.equal(disk.text(uri), sample(name));
    disk.put(uri, new TextEncoder().encode('mine'));
    await host.run('openSample', name);
    assert.equal(disk.text(uri), 'mine');
    assert.deepEqual(screen.asked, []);
  });

  it('of New Experiment that is closed ends it, at each of its lists', async () => {
    const csv = await host.open('fruit.csv', TABLE);
    const labelled = (part: string) => (asked: Question) =>
      (asked.items as { label: string }[]).find(({ label }) => label.endsWith(part));
    const answers = [labelled('From a table…'), labelled('fruit.csv')];
    for (let given = 0; given < answers.length; given++) {
      screen.asked.length = 0;
      screen.answers.push(...answers.slice(0, given));
      assert.equal(await host.run('newExperiment'), undefined);
      assert.equal(screen.asked.length, given + 1);
    }
    screen.asked.length = 0;
    screen.answers.push(...answers);
    assert.equal(await host.run('newExperiment'), undefined);
    assert.equal(screen.asked.length, 2);
    assert.equal(screen.panels.length, 1);
    assert.equal(disk.text(types.Uri.joinPath(csv, '../fruit.backprop.json')), undefined);
  });

  it('for a table elsewhere takes a file that is browsed for', async () => {
    const csv = disk.write('far/table.csv', TABLE);
    const labelled = (part: string) => (asked: Question) =>
      (asked.items as { label: string }[]).find(({ label }) => label.endsWith(part));
    screen.answers.push(labelled('From a table…'), labelled('Browse…'), () => [csv]);
    await host.run('newExperiment');
    assert.equal(screen.panels[0].title, 'Columns of table.csv');
    assert.deepEqual(
      screen.asked.map(({ kind }) => kind),
      ['pick', 'pick', 'open'],
    );
  });
});
