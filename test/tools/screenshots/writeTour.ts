/** Makes the animation of README in a real workbench: `npm run tour`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { main, ROOT, say } from '../library/process';
import { film } from './film';
import { gif, type Frame } from './gif';
import { pixelsOf } from './pixels';
import { onStage } from './stage';

const FILE = path.join(ROOT, 'media/screenshots/tour.gif');

main(() =>
  onStage(({ paper, inWindow }) =>
    inWindow({ width: 1240, height: 760 }, async scene => {
      const { workbench, panel } = scene;
      await workbench.openFile('three-gaussians-spikes.backprop.json');
      await workbench.lens('Inspect').waitFor();
      await workbench.runCommand('Backprop: Open Panel');
      await panel.waitForStatus(/Ready/);
      await workbench.runCommand('View: Close Primary Side Bar');
      const stills = await film(scene, workbench.page.locator('.part.editor'));
      const frames: Frame[] = [];
      for (const { png, delay } of stills) frames.push({ ...(await pixelsOf(paper, png)), delay });
      await writeFile(FILE, gif(frames));
      say(FILE);
    }),
  ),
);
