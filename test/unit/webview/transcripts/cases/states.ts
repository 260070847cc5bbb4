/** The whole page in each state that a run can be in. */
import assert from 'node:assert/strict';
import { icon } from '../../../../../webview/kit/icons';
import { XOR } from '../../../host/support';
import type { Screen } from '../../dom';
import { Panel } from '../../panel';
import { frameOf, told } from '../../told';
import { ICONS } from '../outline';
import * as scenes from '../scenes';
import { PageLog } from '../pageLog';
import type { PageCase } from './case';

/**
 * @param open answers a page in that state
 * @param visited a section on another tab, which is opened
 */
function state(name: string, open: (screen: Screen) => Promise<Panel>, visited?: string): PageCase {
  return {
    name: `state-${name}`,
    write: async screen => {
      const panel = await open(screen);
      if (visited !== undefined) await panel.visit(visited);
      const log = new PageLog(panel);
      log.page(name);
      return log.text();
    },
  };
}

export const STATES: PageCase[] = [
  {
    name: 'icons',
    write: () => Promise.resolve(ICONS.map(name => `${name} ${icon(name).outerHTML}`).join('\n')),
  },
  state('refused', screen => Panel.open(screen, XOR.replace('"tanh"', '"tanhh"'))),
  state('loading', async screen => {
    const panel = await Panel.open(screen);
    panel.root.replaceChildren();
    const { Page } = await import('../../../../../webview/page/page');
    const nothing = (): void => undefined;
    new Page(panel.root, {
      post: nothing,
      state: () => null,
      keep: nothing,
      listen: nothing,
    }).start();
    await panel.settle();
    return panel;
  }),
  state('fresh', screen => Panel.open(screen)),
  state('task', screen => Panel.open(screen, scenes.TASK)),
  state('first-epoch', screen => scenes.stepped(screen, 1)),
  state('training', async screen => {
    const panel = await scenes.stepped(screen, 4);
    const rates = { samplesPerSecond: 714_321, epochsPerSecond: 12.345 };
    const status = { state: 'running', message: '' } as const;
    await told(panel, { status, frame: frameOf(panel, rates) });
    return panel;
  }),
  state('paused', screen => scenes.stepped(screen, 4)),
  state('pointed-at', async screen => {
    const panel = await scenes.trained(screen, scenes.CLASSES);
    await panel.key(panel.find('.chart'), 'Home');
    return panel;
  }),
  state('earlier-step', async screen => {
    const panel = await scenes.trained(screen);
    await panel.does(() => panel.session.goTo(31));
    return panel;
  }),
  state('done', screen => scenes.trained(screen)),
  state('diverged', screen => scenes.trained(screen, scenes.DIVERGING)),
  state('vanishing', screen => scenes.trained(screen, scenes.VANISHING)),
  state('stale', async screen => {
    const panel = await scenes.stepped(screen, 4);
    await panel.edit(scenes.SLOWER);
    return panel;
  }),
  state('runs', scenes.forked, 'runs'),
  state('penalised', screen => scenes.stepped(screen, 4, scenes.PENALISED)),
  state('classes', screen => scenes.stepped(screen, 7, scenes.CLASSES)),
  state('values', screen => scenes.stepped(screen, 2, scenes.VALUES)),
  state('images', screen => scenes.stepped(screen, 2, scenes.IMAGES)),
  state('wide', screen => scenes.stepped(screen, 2, scenes.WIDE)),
  state('shrunk', async screen => {
    const deep = XOR.replace('{"units": 1,', '{"units": 2, "activation": "tanh"}, {"units": 1,');
    const panel = await scenes.stepped(screen, 3, deep);
    const last = { layer: 2, tensor: 'weights' } as const;
    await panel.does(() => panel.page?.select(last, { row: 1, col: 0 }));
    await panel.edit(XOR);
    await panel.does(() => panel.session.step(2));
    return panel;
  }),
  state('checked', scenes.checked, 'gradientCheck'),
  state(
    'checked-wrong',
    async screen => {
      const panel = await scenes.checked(screen);
      const report = scenes.reportOf(panel);
      const [first, second, ...rest] = report.parameters;
      const wrong = { ...first, verdict: 'differs', maxRelativeError: 0.125 } as const;
      const none = { verdict: 'unknown', checked: 0, worst: [], maxRelativeError: null } as const;
      const parameters = [wrong, { ...second, ...none, worst: [] }, ...rest];
      await told(panel, { gradients: { ...report, parameters, wrong: [0] } });
      return panel;
    },
    'gradientCheck',
  ),
  state('checked-gates', async screen => {
    const panel = await Panel.open(screen, scenes.GATES);
    await panel.does(() => panel.gradients.run());
    return panel;
  }),
  state(
    'swept',
    async screen => {
      const panel = await scenes.stepped(screen, 4);
      await told(panel, { sweep: scenes.SWEEP });
      return panel;
    },
    'sweep',
  ),
  state(
    'swept-many',
    async screen => {
      const panel = await scenes.stepped(screen, 4);
      const [first, second] = scenes.SWEEP.groups;
      const groups = Array.from({ length: 9 }, (_, at) => ({
        ...(at % 2 === 0 ? first : second),
        label: `units ${at + 1}`,
      }));
      await told(panel, { sweep: { ...scenes.SWEEP, done: 4, groups } });
      return panel;
    },
    'sweep',
  ),
  state('gates', scenes.gates),
  state('gates-done', screen => Panel.open(screen, scenes.GATES)),
  state('gates-refused', async screen => {
    const panel = await Panel.open(screen, scenes.GATES);
    await panel.edit(scenes.GATES.replace('x * y', 'x * w'));
    return panel;
  }),
  state('high-contrast', async screen => {
    const panel = await scenes.forked(screen);
    await panel.setTheme('vscode-high-contrast', { 'editor-background': '#000000' });
    return panel;
  }),
  state('for-a-screen-reader', async screen => {
    const panel = await scenes.stepped(screen, 4);
    document.body.className = 'vscode-using-screen-reader';
    await panel.reload();
    return panel;
  }),
  state('folded', async screen => {
    const collapsed = ['curves', 'matrices', 'network', 'predictions', 'flow', 'derivation'];
    return Panel.open(screen, undefined, { remembered: { logLoss: true, collapsed } });
  }),
  {
    name: 'state-pass',
    write: async screen => {
      const panel = await scenes.stepped(screen, 3);
      // How a selection spreads is told of the controls: here it is the numbers that are followed.
      const log = new PageLog(panel, undefined, part => part !== 'layer');
      for (let station = 1; station <= 7; station++)
        await log.does(`step ${station} of the pass`, () => panel.session.stepLayer());
      return log.text();
    },
  },
  {
    name: 'state-gate-by-gate',
    write: async screen => {
      const panel = await scenes.gates(screen);
      const log = new PageLog(panel);
      const { length } = panel.page?.model.expression?.graph?.trace ?? assert.fail();
      for (let step = 1; step <= length; step++)
        await log.does(`gate ${step}`, () => panel.expression.step());
      return log.text();
    },
  },
];
