/** The panel in every kind of theme, beside the file and wide: pictures to look at. */
import assert from 'node:assert/strict';
import { type ThemeName, THEMES } from '../tools/library/workbench';
import { seriousFaults } from './accessibility';
import { PanelPage } from './panelPage';
import { assertCellColors, assertLossAtEnd, assertPointsAtHome } from './pictureProbes';
import { useWorkbench } from './support';

/** The page's body in each of them: light high contrast has both classes. */
const BODIES: Record<ThemeName, string> = {
  dark: 'body.vscode-dark',
  light: 'body.vscode-light',
  'high-contrast': 'body.vscode-high-contrast:not(.vscode-high-contrast-light)',
  'high-contrast-light': 'body.vscode-high-contrast-light',
};

describe('themes', () => {
  const workbench = useWorkbench({ own: true });
  const panel = (): PanelPage => new PanelPage(workbench());

  before(async () => {
    await workbench().openFile('three-gaussians.backprop.json');
    await workbench().inspect();
    await workbench().lens('Train').click();
    await panel().waitForStatus(/Done/);
  });

  for (const theme of Object.keys(THEMES) as ThemeName[])
    describe(`after the change to ${theme}, while the panel stands open`, () => {
      before(async () => {
        await workbench().setTheme(theme);
        await workbench().panel.locator(BODIES[theme]).waitFor();
      });

      it('every point of the training data has its colour, and its class’s region around it', async () => {
        await assertPointsAtHome(panel());
        await workbench().screenshot(`theme-${theme}`);
      });

      it('the curve of the loss ends where the last loss is', async () => {
        await assertLossAtEnd(panel());
      });

      it('every cell of a matrix has the colour of its number', async () => {
        await assertCellColors(panel());
      });

      it('nothing serious keeps people out of the four tabs and the inspector', async () => {
        for (const tab of ['Inspect', 'Findings', 'Compare', 'Train'] as const) {
          await panel().tab(tab).click();
          assert.deepEqual(await seriousFaults(workbench().panel), [], tab);
        }
        const sideBar = '--vscode-sideBar-background';
        const faults = await seriousFaults(workbench().inspector, sideBar);
        assert.deepEqual(faults, [], 'the inspector');
      });
    });

  describe('at any width', () => {
    for (const width of [900, 1600, 2200])
      it(`has no horizontal scroll bar in a window of ${width}`, async () => {
        await workbench().page.setViewportSize({ width, height: 900 });
        const body = workbench().panel.locator('body');
        const overflow = await body.evaluate(
          element => element.ownerDocument.documentElement.scrollWidth - element.clientWidth,
        );
        assert.ok(overflow <= 0, `${overflow} px too wide`);
        await workbench().screenshot(`width-${width}`);
      });
  });
});
