/** The panel in every kind of theme, beside the file and wide: pictures to look at. */
import assert from 'node:assert/strict';
import { type ThemeName, THEMES } from '../tools/library/workbench';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

describe('themes', () => {
  const workbench = useWorkbench({ own: true });
  const panel = (): PanelPage => new PanelPage(workbench());

  before(async () => {
    await workbench().openFile('three-gaussians.backprop.json');
    await workbench().lens('Inspect').click({ timeout: 60_000 });
    await workbench().lens('Train').click();
    await panel().waitForStatus(/done/);
  });

  for (const theme of Object.keys(THEMES) as ThemeName[])
    it(`draws in ${theme}`, async () => {
      await workbench().setTheme(theme);
      const kind = theme.startsWith('high-contrast') ? 'vscode-high-contrast' : `vscode-${theme}`;
      await workbench().panel.locator(`body.${kind}`).waitFor();
      await panel().waitForPicture('boundary');
      await workbench().screenshot(`theme-${theme}`);
    });

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
