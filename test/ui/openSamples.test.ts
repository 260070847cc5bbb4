/** Way 1: open the samples, and see what can be done with them. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { useWorkbench } from './support';

/** Pause and Reset stand there while there is something to pause or to reset: see train.test.ts. */
const COMMANDS = [
  'Train Network',
  'Step One Batch',
  'Inspect Gradients',
  'Open Panel',
  'Open Sample…',
];

/** Gates in place of a network. */
const EXPRESSIONS = ['gates', 'gates-product', 'sigmoid-neuron'];

describe('opening the samples', () => {
  const workbench = useWorkbench();

  it('shows what can be done above every experiment', async () => {
    const names = await readdir(workbench().folder);
    const experiments = names.filter(name => name.endsWith('.backprop.json'));
    assert.ok(experiments.length >= 5, `only ${experiments.join(', ')}`);
    for (const name of experiments) {
      await workbench().openFile(name);
      const isExpression = EXPRESSIONS.includes(name.replace('.backprop.json', ''));
      for (const title of [isExpression ? 'Back' : 'Train', 'Step', 'Inspect'])
        await workbench().lens(title).waitFor({ timeout: 60_000 });
    }
    await workbench().runCommand('View: Close All Editors');
  });

  it('has the commands in the palette', async () => {
    await workbench().openFile('xor.backprop.json');
    await workbench().screenshot('1-codelens');
    for (const title of COMMANDS) {
      const entry = await workbench().pick('F1', `>Backprop: ${title}`, `Backprop: ${title}`);
      await entry.waitFor();
      await workbench().press('Escape');
    }
  });

  it('opens a sample by the command', async () => {
    await workbench().runCommand('Backprop: Open Sample…');
    await workbench().screenshot('1-open-sample');
    await workbench().choose('five', 'five-points.backprop.json');
    await workbench().tab('five-points.backprop.json').waitFor();
    await workbench().lens('Train').waitFor();
  });
});
