/** Way 1: open the samples, and see what can be done with them. */
import { useWorkbench } from './support';

/** Pause and Reset stand there while there is something to pause or to reset: see train.test.ts. */
const COMMANDS = [
  'Train Network',
  'Step One Batch',
  'Inspect Gradients',
  'Open Panel',
  'Open Sample…',
];

/** One of each kind, and what stands above it: the host suite looks at the rest. */
const ABOVE: Record<string, string[]> = {
  'linear-70.backprop.json': ['Train', 'Step', 'Inspect'],
  'gates.backprop.json': ['Back', 'Step', 'Inspect'],
  'fruit.csv': ['Train Network', 'New Experiment from This Table'],
};

describe('opening the samples', () => {
  const workbench = useWorkbench();

  it('shows what can be done above every experiment', async () => {
    for (const [name, titles] of Object.entries(ABOVE)) {
      await workbench().openFile(name);
      for (const title of titles) await workbench().lens(title).waitFor();
    }
    await workbench().closeAllEditors();
  });

  it('has the commands in the palette', async () => {
    await workbench().openFile('xor.backprop.json');
    await workbench().screenshot('1-codelens');
    for (const title of COMMANDS) {
      await workbench().quickInput.open('F1', `>Backprop: ${title}`, `Backprop: ${title}`);
      await workbench().press('Escape');
    }
  });

  it('opens a sample by the command', async () => {
    await workbench().runCommand('Backprop: Open Sample…');
    await workbench().screenshot('1-open-sample');
    await workbench().quickInput.choose('five', 'five-points.backprop.json');
    await workbench().tab('five-points.backprop.json').waitFor();
    await workbench().lens('Train').waitFor();
  });
});
