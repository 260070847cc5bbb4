/** What each picture says below the pointer and at every key, and what is taken along of it. */
import assert from 'node:assert/strict';
import type { Screen } from '../../dom';
import { Panel } from '../../panel';
import { told } from '../../told';
import * as scenes from '../scenes';
import { keepInSight, picturesIn, pointOver, pressKeys } from '../tour';
import { PageLog } from '../pageLog';
import type { PageCase } from './case';

/** @param open answers a page on which the section has something to say */
function pictures(
  name: string,
  section: string,
  open: (screen: Screen) => Promise<Panel>,
  wanted: (box: HTMLElement) => boolean = () => true,
): PageCase {
  return {
    name: `picture-${name}`,
    write: async screen => {
      const panel = await open(screen);
      await panel.visit(section);
      await keepInSight(screen, panel, [section]);
      const log = new PageLog(panel, part => part === section);
      for (const box of picturesIn(panel.section(section)).filter(wanted)) {
        await pointOver(log, box);
        await pressKeys(log, box);
      }
      return log.text();
    },
  };
}

async function with_(screen: Screen, kind: string): Promise<Panel> {
  const panel = await scenes.stepped(screen, 4);
  await panel.press(kind, panel.section('matrices'));
  return panel;
}

export const PICTURES: PageCase[] = [
  pictures('curves', 'curves', screen => scenes.trained(screen, scenes.CLASSES)),
  pictures('boundary-of-two', 'predictions', screen => scenes.stepped(screen, 30)),
  pictures('boundary-of-classes', 'predictions', screen =>
    scenes.stepped(screen, 7, scenes.CLASSES),
  ),
  pictures('surface', 'predictions', screen => scenes.stepped(screen, 2, scenes.VALUES)),
  pictures('fit', 'predictions', screen => scenes.stepped(screen, 2, scenes.LINE)),
  pictures('parity', 'predictions', async screen => {
    const panel = await scenes.stepped(screen, 2, scenes.LINE);
    await panel.face('parity');
    return panel;
  }),
  pictures('network', 'network', async screen => {
    const panel = await scenes.stepped(screen, 4);
    await panel.press('maps', panel.section('network'));
    return panel;
  }),
  pictures('network-numbers', 'network', screen => scenes.stepped(screen, 4)),
  pictures('network-wide', 'network', screen => scenes.stepped(screen, 2, scenes.WIDE)),
  pictures('weights', 'matrices', screen => scenes.stepped(screen, 4)),
  pictures(
    'gradients',
    'matrices',
    screen =>
      with_(
        screen,
        '∂L/∂W: gradient of the loss with respect to the weights, of the next batch; in the last row the same for the biases',
      ),
    firstOfItsSection,
  ),
  pictures('activations', 'matrices', screen => with_(screen, 'a'), firstOfItsSection),
  pictures(
    'weights-wide',
    'matrices',
    screen => scenes.stepped(screen, 2, scenes.WIDE),
    firstOfItsSection,
  ),
  pictures(
    'tiles',
    'matrices',
    screen => scenes.stepped(screen, 2, scenes.IMAGES),
    firstOfItsSection,
  ),
  pictures(
    'tiles-in-rows',
    'matrices',
    screen => scenes.stepped(screen, 1, scenes.MORE_IMAGES),
    firstOfItsSection,
  ),
  pictures('flow', 'flow', screen => scenes.stepped(screen, 12)),
  pictures('graph', 'graph', screen => Panel.open(screen, scenes.GATES)),
  pictures('sweep', 'sweep', async screen => {
    const panel = await scenes.stepped(screen, 4);
    await told(panel, { sweep: scenes.SWEEP });
    return panel;
  }),
];

function firstOfItsSection(box: HTMLElement): boolean {
  const section = box.closest('.section') ?? assert.fail();
  return picturesIn(section)[0] === box;
}
