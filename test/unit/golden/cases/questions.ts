/** What a person is asked for files, columns, sweeps and tensors, and what comes of each answer. */
import { documentOf, indented, lenses, newWindow } from '../window';
import { choose, columnsPage, decide, press, readied } from '../../host/window/support';
import { screen } from '../../host/vscode/window';
import { contents, disk, workspace } from '../../host/vscode/workspace';
import { Scene } from '../scene';
import type { Transcript } from '../transcript';
import { own, sample } from './experiments';
import { opened } from './opened';

export const QUESTIONS: Transcript[] = [
  { name: 'window/open-sample', write: openSample },
  { name: 'window/new-experiment', write: newExperiment },
  { name: 'window/sweep', write: sweep },
  { name: 'window/inspector-actions', write: inspectorActions },
];

async function openSample(): Promise<string> {
  const host = await newWindow();
  const scene = new Scene(host);
  await scene.run('openSample');
  choose('XOR, 2-2-2-1');
  await scene.run('openSample');
  await scene.run('openSample', 'three-gaussians.backprop.json');
  await scene.run('openSample', 'xor.backprop.json');
  await scene.run('openSample', 'fruit.csv');
  await scene.run('openSample', 'mnist.backprop.json');
  disk.folders = null;
  scene.does('close the folder');
  await scene.run('openSample');
  choose('By hand');
  await scene.run('openSample');
  host.dispose();
  return scene.text;
}

const PETS = 'owner,weight,age,kind\nAnn,4.5,2,cat\nBob,30,5,dog\nCid,0.03,1,mouse\nDee,5,9,cat\n';

async function newExperiment(): Promise<string> {
  const host = await newWindow();
  const scene = new Scene(host);
  await scene.run('newExperiment');
  choose('From a sample');
  await scene.run('newExperiment');
  disk.write('more/other.csv', `a,y\n1,${'very '.repeat(8)}long\n2,short\n`);
  const csv = await scene.open('pets.csv', PETS);
  for (const each of ['From a table', 'pets.csv']) choose(each);
  await scene.run('newExperiment');
  await readied(columnsPage());
  scene.add((await decide(host, csv, { type: 'target', column: 1 })).words);
  for (const each of ['From a table', 'Browse']) choose(each);
  await scene.run('newExperiment');
  screen.show(await workspace.openTextDocument(csv));
  scene.note();
  await scene.run('newFromCsv');
  press('Replace');
  await scene.run('newFromCsv');
  scene.add(...indented(screen.active?.document.getText() ?? '', '  | '));
  host.dispose();
  return scene.text;
}

async function sweep(): Promise<string> {
  const [host, uri, scene] = await opened(own('sweep'));
  const shown = async (): Promise<void> => {
    const document = screen.editors.map(each => each.document.uri).at(-1) ?? uri;
    disk.documents.delete(document.toString());
    scene.add(...indented((await documentOf(document)).getText(), '  | '));
  };
  scene.add(...(await lenses(uri)).filter(line => line.includes('Sweep')));
  await scene.run('runSweep', uri);
  await shown();
  scene.add(...(await lenses(uri)).filter(line => /Sweep|curves/.test(line)));
  const failing = await scene.open('failing.backprop.json', FAILING);
  await scene.run('runSweep', failing);
  await shown();
  const wrong = await scene.open(
    'wrong.backprop.json',
    FAILING.replace('"units": 1', '"units": 2'),
  );
  await scene.run('runSweep', wrong);
  await shown();
  const without = await scene.open('without.backprop.json', own('momentum').text);
  await scene.run('runSweep', without);
  const table = await scene.open('pets.csv', PETS);
  await scene.run('runSweep', table);
  scene.does('look at results that are no longer kept');
  const gone = screen.editors
    .map(each => each.document.uri)
    .find(each => each.scheme === 'backprop-sweep');
  const never = gone?.with({ query: 'memory:/work/other.backprop.json' });
  const provider = contents.get('backprop-sweep');
  if (never) scene.add(String(await provider?.provideTextDocumentContent(never, {} as never)));
  host.dispose();
  return scene.text;
}

const FAILING = `{
  "version": 1,
  "data": { "train": { "type": "generator", "name": "xor_corners" } },
  "model": { "layers": [{ "units": 2 }, { "units": 1 }] },
  "loss": { "type": "mse" },
  "trainer": { "epochs": 2 },
  "sweep": { "parameters": {
    "optimizer.learning_rate": { "values": [0.5, 1e300] },
    "loss.type": { "values": ["mse", "mae"] }
  } }
}
`;

async function inspectorActions(): Promise<string> {
  const [host, uri, scene] = await opened(sample('by-hand'));
  await scene.run('inspect', uri);
  screen.views[0].show(true);
  const [{ webview }] = screen.views;
  for (const tensor of ['z', 'weights', 'gradW', 'biases', 'updateB'] as const) {
    scene.does(`choose ${tensor} of layer 2`);
    webview.send({ type: 'current', row: { layer: 1, tensor } });
    webview.send({ type: 'choose', tensor: { layer: 1, tensor } });
    scene.note();
    await scene.run('copyNumPy');
    await scene.run('copyCsv');
    await scene.run('goToLine');
    const { selection } = screen.active ?? {};
    scene.add(`at: ${selection ? selection.start.line + 1 : 'no place'}`);
  }
  scene.does('Go to Line in File, of the layer');
  await host.run('goToLine', { layer: 0 });
  scene.note();
  scene.add(`at: ${(screen.active?.selection.start.line ?? 0) + 1}`);
  await scene.run('filterTensors');
  choose('z', 'δ');
  await scene.run('filterTensors');
  await scene.run('filterTensors');
  host.dispose();
  return scene.text;
}
