/** What the editor shows in a file: lenses, hovers, hints, its outline, the first rows of its data. */
import {
  documentOf,
  firstRows,
  hints,
  hovers,
  lenses,
  newWindow,
  putFiles,
  symbols,
} from '../window';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { MemoryHost } from '../../host/vscode/host';
import type { Transcript } from '../transcript';
import { FRUIT, OWN, SAMPLES, type Experiment } from './experiments';

/** Of the samples those in which there is something of its own to see. */
const LOOKED_AT = [
  ...['by-hand', 'dead-relu', 'digits', 'five-points', 'initial-range', 'mnist'],
  ...['three-gaussians', 'three-gaussians-mini-batch', 'xor'],
];
const isExpression = ({ text }: Experiment): boolean => text.includes('"expression"');

export const EDITOR: Transcript[] = [
  ...[...OWN, ...SAMPLES.filter(({ name }) => LOOKED_AT.includes(name))].map(experiment => ({
    name: `editor/${experiment.name}`,
    write: () => networkIn(experiment),
  })),
  ...SAMPLES.filter(isExpression).map(experiment => ({
    name: `editor/${experiment.name}`,
    write: () => expressionIn(experiment),
  })),
  { name: 'editor/samples', write: samples },
  { name: 'editor/tables', write: tables },
];

/** A part of a transcript, with its title. */
function part(title: string, lines: readonly string[]): string {
  return [`## ${title}`, ...(lines.length > 0 ? lines : ['(none)'])].join('\n');
}

/** Of every sample what stands above it and beside it. */
async function samples(): Promise<string> {
  const parts: string[] = [];
  for (const { name, text, files } of SAMPLES) {
    const host = await newWindow();
    putFiles(files);
    const uri = await host.open(`${name}.backprop.json`, text);
    await host.internal.sessions.open(uri).session.check();
    parts.push(part(`Lenses of ${name}`, await lenses(uri)));
    parts.push(part(`Outline of ${name}`, await symbols(uri)));
    host.dispose();
  }
  return parts.join('\n\n');
}

async function networkIn(experiment: Experiment): Promise<string> {
  const host = await newWindow();
  putFiles(experiment.files);
  const uri = await host.open(`${experiment.name}.backprop.json`, experiment.text);
  const parts = [part('Lenses, before the file is checked', await lenses(uri))];
  const { session } = host.internal.sessions.open(uri);
  await session.check();
  parts.push(part('Lenses', await lenses(uri)), part('Outline', await symbols(uri)));
  const before = await hovers(uri);
  parts.push(part('First rows', await firstRows(uri)), part('Hovers', before));
  await host.run('step', uri);
  parts.push(part('Hovers that are others after a step', others(await hovers(uri), before)));
  if (OWN.includes(experiment)) parts.push(...(await trained(host, uri)));
  host.dispose();
  return parts.join('\n\n');
}

async function trained(host: MemoryHost, uri: vscode.Uri): Promise<string[]> {
  const before = await lenses(uri);
  await host.run('train', uri);
  const parts = [part('Lenses that are others after training', others(await lenses(uri), before))];
  const shown = host.internal.diagnostics.in(uri).map(({ diagnostic }) => diagnostic);
  const document = await documentOf(uri);
  const problems = shown.map(({ range, message }) => `${document.getText(range)}: ${message}`);
  return [...parts, part('Problems after training', problems)];
}

function others(lines: readonly string[], before: readonly string[]): string[] {
  return lines.filter(line => !before.includes(line));
}

async function expressionIn({ name, text }: Experiment): Promise<string> {
  const host = await newWindow();
  const uri = await host.open(`${name}.backprop.json`, text);
  await host.internal.sessions.open(uri).session.check();
  const parts = [
    part('Lenses', await lenses(uri)),
    part('Outline', await symbols(uri)),
    part('Hints', await hints(uri)),
    part('Hovers', await hovers(uri)),
  ];
  host.dispose();
  return parts.join('\n\n');
}

const TABLES = {
  'fruit.csv': FRUIT,
  'pets.csv': 'weight,age,kind\n4.5,2,cat\n30,5,dog\n0.03,1,mouse\n5,9,cat\n',
  'numbers.csv': 'a,y\n1,2.5\n2,3.5\n3,4.25\n',
  'one-row.csv': 'a,y\n1,2\n',
  'one-line.csv': 'a,y',
};

async function tables(): Promise<string> {
  const host = await newWindow();
  const parts: string[] = [];
  for (const [name, text] of Object.entries(TABLES)) {
    const uri = await host.open(name, text);
    parts.push(part(`Lenses of ${name}`, await lenses(uri)));
    await host.internal.sessions.open(uri).session.check();
    parts.push(part(`Lenses of ${name}, once it is checked`, await lenses(uri)));
  }
  assert.ok(parts.length > 0);
  host.dispose();
  return parts.join('\n\n');
}
