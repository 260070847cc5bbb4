/** What every control of the page does: what it posts, and what it changes. */
import type { Screen } from '../../dom';
import { Panel } from '../../panel';
import { told } from '../../told';
import { pressAll } from '../controls';
import * as scenes from '../scenes';
import { keepInSight } from '../tour';
import { PageLog } from '../pageLog';
import type { PageCase } from './case';

const HEADERS: Record<string, string> = {
  header: '.header',
  'header of expressions': '.header:not([hidden])',
};

/** What else a section's controls change. */
const AFFECTED: Record<string, readonly string[]> = {
  header: ['curves'],
  'header of expressions': ['graph'],
  network: ['matrices', 'derivation'],
  runs: ['curves'],
  gradientCheck: ['matrices', 'derivation'],
};

/** @param part a section by its name, or a header */
function controls(
  name: string,
  part: string,
  open: (screen: Screen) => Promise<Panel>,
  wanted: (name: string) => boolean = () => true,
): PageCase {
  const selector = part.startsWith('header') ? HEADERS[part] : `[data-section="${part}"]`;
  return {
    name: `controls-${name}`,
    write: async screen => {
      const panel = await open(screen);
      if (!part.startsWith('header')) await panel.visit(part);
      panel.deaf = true;
      await keepInSight(screen, panel, [part, ...(AFFECTED[part] ?? [])]);
      const log = new PageLog(panel, undefined, each => each === part || each === 'menu');
      await pressAll(log, () => panel.find(selector), wanted);
      return log.text();
    },
  };
}

export const CONTROLS: PageCase[] = [
  controls('header', 'header', screen => scenes.trained(screen)),
  controls('header-at-rest', 'header', screen => Panel.open(screen)),
  controls('header-stale', 'header', async screen => {
    const panel = await scenes.stepped(screen, 4);
    await panel.edit(scenes.SLOWER);
    return panel;
  }),
  controls('header-training', 'header', async screen => {
    const panel = await scenes.stepped(screen, 4);
    await told(panel, { status: { state: 'running', message: '' } });
    return panel;
  }),
  controls('header-of-gates', 'header of expressions', scenes.gates),
  controls('curves', 'curves', screen => scenes.trained(screen, scenes.CLASSES)),
  controls('curves-empty', 'curves', screen => Panel.open(screen)),
  controls('predictions', 'predictions', screen => scenes.stepped(screen, 4)),
  controls('network', 'network', screen => scenes.stepped(screen, 4)),
  controls('network-of-images', 'network', screen => scenes.stepped(screen, 1, scenes.IMAGES)),
  controls(
    'matrices',
    'matrices',
    screen => scenes.stepped(screen, 4, scenes.PENALISED),
    isOfOneMatrix,
  ),
  controls(
    'matrices-of-images',
    'matrices',
    screen => scenes.stepped(screen, 1, scenes.IMAGES),
    name => isOfOneMatrix(name) && !/^(?:Copy|Save)/.test(name),
  ),
  controls(
    'matrices-wide',
    'matrices',
    screen => scenes.stepped(screen, 1, scenes.WIDE),
    name => name.startsWith('Zoom'),
  ),
  controls('flow', 'flow', screen => scenes.stepped(screen, 4)),
  controls('predictions-of-classes', 'predictions', screen =>
    scenes.stepped(screen, 4, scenes.CLASSES),
  ),
  controls('runs', 'runs', scenes.forked),
  controls('gradient-check', 'gradientCheck', screen => scenes.checked(screen)),
  controls('graph', 'graph', scenes.gates),
  controls('sweep', 'sweep', async screen => {
    const panel = await scenes.stepped(screen, 4);
    await told(panel, { sweep: scenes.SWEEP });
    return panel;
  }),
];

/** All but what the second matrix has like the first. */
function isOfOneMatrix(name: string): boolean {
  return !name.endsWith(' (2)');
}
