/** The inspector in each of its states, row by row. */
import { newWindow, putFiles } from '../window';
import type * as vscode from 'vscode';
import type { MemoryHost } from '../../host/vscode/host';
import { choose } from '../../host/window/support';
import { screen } from '../../host/vscode/window';
import { disk } from '../../host/vscode/workspace';
import { rows } from '../rows';
import type { Transcript } from '../transcript';
import { own, sample, type Experiment } from './experiments';

export const SIDEBAR: Transcript[] = [
  { name: 'inspector/states', write: states },
  { name: 'inspector/a-pass', write: pass },
  { name: 'inspector/warnings', write: warnings },
  { name: 'inspector/whole-rows', write: wholeRows },
  { name: 'inspector/kinds', write: kinds },
  { name: 'inspector/filtered', write: filtered },
];

/** What the view shows at a moment of a scene. */
class Moments {
  private readonly parts: string[] = [];

  add({ internal }: MemoryHost, title: string, whole = false): void {
    this.parts.push([`# ${title}`, ...rows(internal.inspector, whole)].join('\n'));
  }

  get text(): string {
    return this.parts.join('\n\n');
  }
}

async function inspected({ name, text, files }: Experiment): Promise<[MemoryHost, vscode.Uri]> {
  const host = await newWindow();
  putFiles(files);
  const uri = await host.open(`${name}.backprop.json`, text);
  await host.internal.sessions.open(uri).session.check();
  screen.views[0].show(true);
  return [host, uri];
}

async function states(): Promise<string> {
  const moments = new Moments();
  const empty = await newWindow();
  screen.views[0].show(true);
  moments.add(empty, 'No file is open');
  empty.dispose();
  const [host, uri] = await inspected(own('momentum'));
  moments.add(host, 'A file is open that has no run');
  await host.run('inspect', uri);
  moments.add(host, 'Before the first update');
  await host.run('step', uri);
  moments.add(host, 'After one batch');
  for (let step = 0; step < 3; step++) await host.run('step', uri);
  moments.add(host, 'After four batches');
  await host.run('stepBack', uri);
  moments.add(host, 'One batch back');
  disk.retype(uri, own('momentum').text.replace('0.1', '0.2'));
  moments.add(host, 'The file was edited');
  await host.run('train', uri);
  moments.add(host, 'After training');
  await host.run('reset', uri);
  moments.add(host, 'Reset');
  host.dispose();
  return moments.text;
}

/** One update, substep by substep. */
async function pass(): Promise<string> {
  const moments = new Moments();
  const [host, uri] = await inspected(sample('by-hand'));
  await host.run('inspect', uri);
  for (let step = 1; step <= 7; step++) {
    await host.run('stepLayer', uri);
    moments.add(host, `Step One Layer, ${step}`);
  }
  host.dispose();
  return moments.text;
}

/** Rows of gradients that do not do their work. */
async function warnings(): Promise<string> {
  const moments = new Moments();
  const look = async (experiment: Experiment, steps: number): Promise<void> => {
    const [host, uri] = await inspected(experiment);
    choose('δ', 'a');
    await host.run('filterTensors');
    for (let step = 0; step < steps; step++) await host.run('step', uri);
    moments.add(host, `${experiment.name}, after ${steps}`, true);
    host.dispose();
  };
  for (const name of ['dead-relu', 'vanishing-gradient', 'initial-range'])
    await look(sample(name), 1);
  await look(EXPLODING, 1);
  await look(EXPLODING, 3);
  return moments.text;
}

const EXPLODING: Experiment = {
  name: 'exploding',
  files: {},
  text: JSON.stringify({
    version: 1,
    data: { train: { type: 'inline', x: [[1], [2]], y: [0.5, 1] } },
    model: {
      layers: [1, 1, 1].map(units => ({
        units,
        kernel_initializer: { type: 'constant', value: 200 },
      })),
    },
    loss: { type: 'mse' },
    optimizer: { learning_rate: 1e10 },
  }),
};

async function wholeRows(): Promise<string> {
  const moments = new Moments();
  const [penalised, its] = await inspected(own('penalised'));
  await penalised.run('step', its);
  moments.add(penalised, 'penalised', true);
  penalised.dispose();
  const [host, uri] = await inspected(sample('xor'));
  await host.run('stepLayer', uri);
  moments.add(host, 'XOR, while its first layer is looked at', true);
  host.dispose();
  return moments.text;
}

/** Networks of other kinds: softmax, no biases, Adam, images, many units. */
async function kinds(): Promise<string> {
  const moments = new Moments();
  for (const experiment of [
    ...['classes', 'relu', 'adam', 'adamw', 'checks', 'parts'].map(own),
    ...['digits', 'five-points', 'three-gaussians', 'softmax-2-3-2', 'gates'].map(sample),
  ]) {
    const [host, uri] = await inspected(experiment);
    await host.run('inspect', uri);
    await host.run('step', uri);
    moments.add(host, experiment.name);
    host.dispose();
  }
  return moments.text;
}

async function filtered(): Promise<string> {
  const moments = new Moments();
  const [host, uri] = await inspected(own('penalised'));
  await host.run('inspect', uri);
  choose('δ', 'ΔW', '∂(L + penalty)/∂W');
  await host.run('filterTensors');
  moments.add(host, 'Three tensors are ticked');
  choose();
  await host.run('filterTensors');
  moments.add(host, 'None is ticked');
  host.dispose();
  return moments.text;
}
