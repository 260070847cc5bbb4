/** The workbench that pictures are taken in: nothing in it but what they show. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PanelPage } from '../../ui/panelPage';
import { npzOf } from '../../unit/experiment/autopsyFiles';
import { planted } from '../../unit/experiment/plantedArrays';
import { launchChromium } from '../library/browser';
import { serverHost } from '../library/hosts';
import { packagedExtension } from '../library/packaged';
import { startServer } from '../library/server';
import { Workbench } from '../library/workbench';
import { copySamples, removeSamples } from '../library/workspace';
import { LAB } from './scenes';
import type { Scene } from './shot';

const SETTINGS = {
  'editor.minimap.enabled': false,
  'breadcrumbs.enabled': false,
  'workbench.layoutControl.enabled': false,
  'workbench.hover.delay': 600_000,
  'workbench.editor.restoreViewState': false,
  'explorer.autoReveal': false,
};

export interface Stage {
  /** An empty page, which can read and write pictures. */
  paper: Page;
  /** Does this in a window on a copy of the samples. */
  inWindow: (
    screen: Parameters<typeof Workbench.open>[3],
    work: (scene: Scene) => Promise<void>,
  ) => Promise<void>;
}

export async function onStage(work: (stage: Stage) => Promise<void>): Promise<void> {
  const vsix = [await packagedExtension()];
  const browser = await launchChromium();
  const server = await startServer(await serverHost('newest'), { vsix, settings: SETTINGS });
  const inWindow: Stage['inWindow'] = async (screen, inside) => {
    const folder = await copySamples();
    const mistake = planted({ id: 'sum_for_elementwise', layer: 0 });
    await writeFile(path.join(folder, LAB), npzOf(mistake));
    const workbench = await Workbench.open(browser, server, folder, screen);
    await inside({ workbench, panel: new PanelPage(workbench) });
    await workbench.close();
    await removeSamples(folder);
  };
  try {
    await work({ paper: await browser.newPage(), inWindow });
  } finally {
    await browser.close();
    await server.stop();
  }
}
