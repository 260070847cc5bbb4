/** Commands that train and step: what they do, and what is said where they cannot. */
import { documentOf, indented, lenses, newWindow } from '../window';
import type * as vscode from 'vscode';
import { answer, choose, press } from '../../host/window/support';
import { screen, type MemoryQuickPick } from '../../host/vscode/window';
import { disk, fileEvents } from '../../host/vscode/workspace';
import { Scene } from '../scene';
import type { Transcript } from '../transcript';
import { own, sample } from './experiments';
import { opened } from './opened';

export const SCENES: Transcript[] = [
  { name: 'window/train-and-step', write: trainAndStep },
  { name: 'window/nothing-to-do', write: nothingToDo },
  { name: 'window/refusals', write: refused },
  { name: 'window/expression', write: expression },
  { name: 'window/stop-when', write: stopWhen },
  { name: 'window/compare-runs', write: compareRuns },
  { name: 'window/renamed', write: renamed },
  { name: 'window/status-bar', write: statusBar },
];

async function trainAndStep(): Promise<string> {
  const [host, uri, scene] = await opened(own('momentum'));
  for (const command of [
    'openPanel',
    'step',
    'stepLayer',
    'stepEpoch',
    'stepBack',
    'train',
    'reset',
  ])
    await scene.run(command, uri);
  await scene.run('inspect', uri);
  await scene.run('inspect', uri, { layer: 1, tensor: 'gradW' });
  await scene.run('checkGradients', uri);
  await scene.run('train');
  host.dispose();
  return scene.text;
}

async function nothingToDo(): Promise<string> {
  const [host, uri, scene] = await opened(own('one-check'));
  await scene.run('train', uri);
  for (const step of ['step', 'stepEpoch', 'stepLayer']) await scene.run(step, uri);
  for (const command of ['fork', 'compareRuns', 'stepGate', 'runSweep', 'newFromCsv'])
    await scene.run(command, uri);
  disk.retype(uri, own('one-check').text.replace('"epochs": 1', '"epochs": 4'));
  scene.does('change the epochs to 4');
  await scene.run('fork', uri);
  await scene.run('train', uri);
  await scene.run('step', uri);
  const early = await scene.open('early.backprop.json', sample('xor').text.replace('2000', '9999'));
  await scene.run('train', early);
  await scene.run('step', early);
  const diverging = await scene.open('diverging.backprop.json', own('diverging').text);
  await scene.run('train', diverging);
  await scene.run('step', diverging);
  host.dispose();
  return scene.text;
}

async function refused(): Promise<string> {
  const host = await newWindow();
  const scene = new Scene(host);
  for (const command of ['train', 'step', 'inspect', 'checkGradients', 'runSweep', 'newFromCsv'])
    await scene.run(command);
  await scene.run('copyNumPy');
  await scene.run('goToLine');
  const broken = await scene.open('broken.backprop.json', '{ "version": 1 }\n');
  for (const command of ['train', 'step', 'fork', 'inspect', 'checkGradients', 'openPanel'])
    await scene.run(command, broken);
  press('Show Problem');
  await scene.run('train', broken);
  const missing = await scene.open('missing.backprop.json', own('classes').text);
  await scene.run('train', missing);
  const csv = await scene.open('ragged.csv', 'a,b,y\n1,2,3\n4,5\n');
  await scene.run('train', csv);
  await scene.run('newFromCsv', csv);
  disk.remove(csv);
  disk.close(csv);
  scene.does('delete the table');
  scene.note();
  await scene.run('newFromCsv', csv);
  disk.set('backprop.largestDataFile', 1);
  const large = await scene.open('large.csv', `a,b,y\n${'1,2,3\n'.repeat(200_000)}`);
  await scene.run('train', large);
  await scene.run('newFromCsv', large);
  host.dispose();
  return scene.text;
}

async function expression(): Promise<string> {
  const [host, uri, scene] = await opened(sample('gates'));
  for (const command of ['openPanel', 'stepGate', 'step', 'stepLayer', 'stepBack', 'reset'])
    await scene.run(command, uri);
  for (const command of ['inspect', 'checkGradients', 'train', 'stepEpoch', 'fork', 'compareRuns'])
    await scene.run(command, uri);
  for (const command of ['runSweep', 'pause']) await scene.run(command, uri);
  disk.retype(uri, sample('gates').text.replace('q * z', 'q * w'));
  scene.does('misspell a name');
  await scene.run('stepGate', uri);
  await scene.run('checkGradients', uri);
  const wrong = await scene.open('wrong.backprop.json', sample('gates').text.replace('* z', '* w'));
  for (const command of ['stepGate', 'checkGradients', 'inspect']) await scene.run(command, wrong);
  host.dispose();
  return scene.text;
}

async function stopWhen(): Promise<string> {
  const [host, uri, scene] = await opened(own('momentum'));
  const conditions = (): void => {
    const { stopConditions } = host.internal.sessions.open(uri).session;
    scene.add(`stops when: ${JSON.stringify(stopConditions)}`);
  };
  const answered = async (...answers: ((list: MemoryQuickPick) => void)[]): Promise<void> => {
    screen.listAnswers.push(...answers);
    await scene.run('stopWhen', uri);
    conditions();
  };
  await answered(list => list.hide());
  await answered(list => list.accept(list.items[0]));
  answer('1e-3');
  await answered(
    list => list.press(list.items[0]),
    list => list.accept(...list.selectedItems),
  );
  answer('2');
  await answered(
    list => list.press(list.items[1]),
    list => list.accept(...list.selectedItems),
  );
  await answered(list => list.accept(...list.items));
  await scene.run('train', uri);
  scene.add(`status: ${JSON.stringify(host.internal.sessions.open(uri).session.view.status)}`);
  await answered(list => list.accept());
  host.dispose();
  return scene.text;
}

async function compareRuns(): Promise<string> {
  const [host, uri, scene] = await opened(own('penalised'));
  const { text } = own('penalised');
  await scene.run('compareRuns', uri);
  await scene.run('step', uri);
  await scene.run('fork', uri);
  for (const rate of ['0.25', '0.125']) {
    disk.retype(uri, text.replace('"learning_rate": 0.5', `"learning_rate": ${rate}`));
    scene.does(`change the learning rate to ${rate}`);
    await scene.run('fork', uri);
    await scene.run('step', uri);
    await scene.run('compareRuns', uri);
  }
  choose('run 1');
  await scene.run('compareRuns', uri);
  host.dispose();
  return scene.text;
}

/** The explorer moves the file first, its editor with it, and tells of it then. */
async function renamed(): Promise<string> {
  const [host, uri, scene] = await opened(own('momentum'));
  await scene.run('step', uri);
  scene.does('rename the file to moved.backprop.json');
  const moved = disk.write('moved.backprop.json', own('momentum').text);
  disk.remove(uri);
  disk.documents.delete(uri.toString());
  screen.close(uri);
  screen.show(await documentOf(moved));
  fileEvents.renames.fire({ files: [{ oldUri: uri, newUri: moved }] });
  scene.note();
  await scene.run('step');
  await scene.open('other.backprop.json', own('momentum').text);
  screen.show(await documentOf(moved));
  scene.note();
  host.dispose();
  return scene.text;
}

/** In each state of a run. */
async function statusBar(): Promise<string> {
  const parts: string[] = [];
  const look = async (title: string, expected: RegExp): Promise<void> => {
    await screen.status(expected);
    const [{ text, tooltip, command, isShown, name, accessibilityInformation }] =
      screen.statusItems;
    const { label } = accessibilityInformation as { label: string };
    const { command: id, title: tells } = command as vscode.Command;
    parts.push(
      `# ${title}`,
      `${String(name)}, ${isShown ? 'shown' : 'hidden'}: ${String(text)} → ${id} (${tells})`,
      ...indented(String(tooltip)),
      `  spoken: ${label}`,
      '',
    );
  };
  const [host, uri] = await opened(own('penalised'));
  parts.push('# No run', `shown: ${String(screen.statusItems[0].isShown)}`, '');
  await host.run('openPanel', uri);
  await host.run('step', uri);
  await look('After an update', /^\$\(debug-pause\).*epoch 1 of 3/);
  disk.retype(uri, own('penalised').text.replace('"epochs": 3', '"epochs": 4'));
  await host.run('fork', uri);
  await look('A fork', /^\$\(debug-pause\).*epoch 1 of 4/);
  await host.run('train', uri);
  await look('Trained', /^\$\(check\)/);
  const early = await host.open('early.backprop.json', sample('xor').text);
  await host.run('train', early);
  await look('Stopped early', /^\$\(check\).*epoch 761/);
  const diverging = await host.open('diverging.backprop.json', own('diverging').text);
  await host.run('train', diverging);
  await look('Numbers that are not finite', /^\$\(warning\)/);
  const endless = sample('xor')
    .text.replace('"epochs": 2000', '"epochs": 10000000')
    .replace('"target": 1', '"target": 2');
  const long = await host.open('endless.backprop.json', endless.replace('XOR, 2-2-2-1', 'endless'));
  const training = host.run('train', long);
  await screen.status(/\$\(play\) endless: epoch \d\d/);
  const [{ text, tooltip, command }] = screen.statusItems;
  const { command: id } = command as vscode.Command;
  const masked = [String(text), String(tooltip)].map(words =>
    words.replace(/\d[\d.,]*(?= of)|(?<= )\d\.\d+(?:e[+−-]?\d+)?/g, '#'),
  );
  parts.push('# While it trains', `${masked[0]} → ${id}`, ...indented(masked[1]));
  parts.push(...(await lenses(long)).slice(0, 2));
  await host.run('pause', long);
  await training;
  host.dispose();
  return parts.join('\n');
}
