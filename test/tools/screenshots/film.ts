/**
 * Ten seconds of the panel: a run that jumps, the way back, why it jumps, one pass layer by layer, and
 * where a number comes from.
 */
import type { Locator } from 'playwright-core';
import { named, wordsIn, type Scene } from './shot';

export interface Film {
  stills: Still[];
  /** What is named in those that are to be read. */
  words: string[];
}

export interface Still {
  png: Buffer;
  delay: number;
}

/** Milliseconds that a picture is shown: of what moves, and of what is to be read. */
const MOVES = 180;
const READ = 1600;

const AHEAD = [1, 2, 4, 7, 11, 16, 24, 36, 54, 80, 110, 140, 180, 230, 290, 350, 400];
/** Of a pass through two layers: forward, the loss, backward. */
const PARTS = 5;
const BACK = [330, 260, 190, 120, 60];

/** @param part of the window that is shown; its size does not change meanwhile */
export async function film(scene: Scene, part: Locator): Promise<Film> {
  const { workbench, panel } = scene;
  const stills: Still[] = [];
  const words: string[] = [];
  const clip = (await part.boundingBox()) ?? undefined;
  const take = async (delay: number): Promise<void> => {
    await workbench.page.mouse.move(0, 0);
    stills.push({ png: await workbench.page.screenshot({ clip }), delay });
    if (delay === READ) words.push(...(await wordsIn([workbench.panel])));
  };
  const goTo = async (epoch: number): Promise<void> => {
    await panel.goTo(`e${epoch}`);
    await panel.waitForStatus(new RegExp(`epoch ${epoch} of|all ${epoch} epochs`));
  };
  await take(READ / 2);
  for (const epoch of AHEAD) {
    await goTo(epoch);
    await take(MOVES);
  }
  await take(READ / 2);
  for (const epoch of BACK) {
    await goTo(epoch);
    await take(MOVES);
  }
  await panel.tab('Findings').click();
  await panel.section('findings').getByRole('button', { name: 'Apply' }).first().waitFor();
  await take(READ);
  await panel.tab('Inspect').click();
  await panel.section('layer').locator('canvas').first().waitFor();
  for (let done = 0; done < PARTS; done++) {
    await panel.button('Layer').click();
    await take(2 * MOVES);
  }
  await take(READ);
  const derivation = panel.section('derivation');
  await derivation.getByRole('button', { name: 'Start with the largest gradient' }).click();
  await derivation.locator('.derivation-part math').first().waitFor();
  await derivation.evaluate(element => {
    element.scrollIntoView();
  });
  await take(READ);
  return { stills, words: named(words) };
}
