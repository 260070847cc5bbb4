/**
 * Takes the pictures of README and of the walkthrough in a real workbench, at two pixels for one:
 * `npm run screenshots`, or with `-- screenshots` or `-- walkthrough` those of one folder. What is named
 * in each is kept in shown.json beside them, and a test tells where the product has moved on.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { main, say } from '../library/process';
import { webp } from './images';
import { README, WALKTHROUGH } from './scenes';
import { keep, MEDIA } from './shown';
import { onStage } from './stage';

const SCREEN = { width: 1400, height: 900, scale: 2 };

/** README's are looked at closely, the walkthrough's travel with the extension. */
const SETS = [
  { scenes: README, folder: 'screenshots', quality: 0.9, width: undefined },
  { scenes: WALKTHROUGH, folder: 'walkthrough', quality: 0.45, width: 460 },
];

main(async () => {
  const asked = process.argv.slice(2);
  const sets = SETS.filter(({ folder }) => asked.length === 0 || asked.includes(folder));
  await onStage(async ({ paper, inWindow }) => {
    for (const { scenes, folder, quality, width } of sets)
      await inWindow(SCREEN, async scene => {
        await mkdir(path.join(MEDIA, folder), { recursive: true });
        for (const [name, shot] of Object.entries(scenes)) {
          const { png, words } = await shot(scene);
          const file = path.join(folder, `${name}.webp`);
          await writeFile(path.join(MEDIA, file), await webp(paper, png, quality, width));
          await keep(`${folder}/${name}`, words);
          say(file);
        }
      });
  });
});
