/** Way 7: a mistake is a Problem at its place, and training is refused with that sentence. */
import assert from 'node:assert/strict';
import { PanelPage } from './panelPage';
import { useWorkbench, writeVariant } from './support';

interface Mistake {
  what: string;
  from: string | RegExp;
  to: string;
  /** Words of the sentence that no other has: the Problems of a closed file go a little later. */
  sentence: RegExp;
}

const MISTAKES: Mistake[] = [
  { what: 'bad JSON', from: '"seed": 346,', to: '"seed": 346 "x",', sentence: /comma/i },
  { what: 'an unknown key', from: '"seed"', to: '"sede"', sentence: /`sede` is not/ },
  { what: 'a wrong type', from: '"seed": 346', to: '"seed": "one"', sentence: /`seed` must/ },
  { what: 'a layer without units', from: '"units": 2', to: '"units": 0', sentence: /units/ },
  {
    what: 'a missing data file',
    from: /\{ "type": "generator".*?\}/,
    to: '{ "type": "csv", "path": "gone.csv" }',
    sentence: /gone\.csv/,
  },
];

const fileOf = ({ what }: Mistake): string => `${what.replace(/\W+/g, '-')}.backprop.json`;

describe('mistakes', () => {
  const workbench = useWorkbench({
    prepare: async folder => {
      for (const mistake of MISTAKES)
        await writeVariant(folder, 'xor.backprop.json', fileOf(mistake), text =>
          text.replace(mistake.from, mistake.to),
        );
    },
    provoked: MISTAKES.map(mistake => mistake.sentence),
  });
  const panel = (): PanelPage => new PanelPage(workbench());
  /** A row of the Problems, of any source. */
  const problem = (sentence: RegExp) =>
    workbench()
      .page.locator('.markers-panel .monaco-list-row')
      .filter({ hasText: /\[Ln \d+/ })
      .filter({ hasText: sentence });

  for (const mistake of MISTAKES)
    it(`names ${mistake.what} in the Problems, and refuses to train`, async () => {
      const name = fileOf(mistake);
      await workbench().openFile(name);
      await workbench().goToProblems();
      await problem(mistake.sentence).first().waitFor();
      assert.equal(await problem(mistake.sentence).count(), 1, 'it is named once');
      await workbench().openFile(name);
      await workbench().runCommand('Backprop: Train Network');
      await workbench().notification(mistake.sentence).first().waitFor();
      await workbench().screenshot(`7-${mistake.what.replace(/\W+/g, '-')}`);
      await workbench().runCommand('Notifications: Clear All Notifications');
      await workbench().closeAllEditors();
    });

  it('marks a mistake while it is typed, and forgets it when it is undone', async () => {
    await workbench().openFile('xor.backprop.json');
    await workbench().lens('Train').waitFor();
    await workbench().press('Control+End');
    await workbench().press('}');
    const squiggles = workbench().page.locator('.squiggly-error');
    await squiggles.first().waitFor();
    await workbench().goToProblems();
    await problem(/End of file expected/)
      .first()
      .waitFor();
    await workbench().goToFile('xor.backprop.json');
    await workbench().press('Control+z');
    await squiggles.first().waitFor({ state: 'detached' });
    await workbench().runCommand('Backprop: Train Network');
    await panel().waitForStatus(/Done/);
  });
});
