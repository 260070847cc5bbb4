/** Makes the animation of README in a real workbench: `npm run tour`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { main, say } from '../library/process';
import { film } from './film';
import { gif, type Frame } from './gif';
import { pixelsOf } from './pixels';
import { keep, MEDIA } from './shown';
import { onStage } from './stage';

const FILE = path.join(MEDIA, 'screenshots/tour.gif');

main(() =>
  onStage(({ paper, inWindow }) =>
    inWindow({ width: 1240, height: 760 }, async scene => {
      const { workbench, panel } = scene;
      await workbench.openFile('three-gaussians-spikes.backprop.json');
      await workbench.lens('Inspect').waitFor();
      await workbench.runCommand('Backprop: Open Panel');
      await panel.waitForStatus(/Ready/);
      await workbench.runCommand('View: Close Primary Side Bar');
      const { stills, words } = await film(scene, workbench.page.locator('.part.editor'));
      const frames: Frame[] = [];
      for (const { png, delay } of stills) frames.push({ ...(await pixelsOf(paper, png)), delay });
      await writeFile(FILE, gif(frames));
      await keep('screenshots/tour', words);
      say(FILE);
    }),
  ),
);
