/** Places in the editor by their context keys: which keys do something there, what menus offer. */
import type { Keys } from './whenClause';

const NETWORK = { resource: 'file:///a.backprop.json', resourceFilename: 'a.backprop.json' };
const TABLE = { resource: 'file:///a.csv', resourceFilename: 'a.csv', resourceExtname: '.csv' };
const NOTES = { resource: 'file:///a.txt', resourceFilename: 'a.txt', resourceExtname: '.txt' };

/** What the extension says of the present experiment, and of all that are open. */
function present(state: string, kind: 'network' | 'expression' = 'network'): Keys {
  return {
    'backprop.state': state,
    'backprop.kind': kind,
    'backprop.elsewhere': false,
    'backprop.running': state === 'running' ? [NETWORK.resource, TABLE.resource] : [],
    'backprop.expressions': kind === 'expression' ? [NETWORK.resource] : [],
  };
}

const TEXT = { editorTextFocus: true, inputFocus: true };
const PANEL = { activeWebviewPanelId: 'backprop.panel' };
const INSPECTOR = { focusedView: 'backprop.inspector', listFocus: true, sideBarFocus: true };

export type Front = Keys & { bound: Record<string, string> };

const STEPS = { f10: 'step', f11: 'stepLayer', 'shift+f11': 'stepBack' };
const GATES = { f10: 'step', f11: 'stepGate', 'shift+f11': 'stepBack' };
const TRAIN = { 'ctrl+enter': 'train' };
const PAUSE = { escape: 'pause' };
const NODE = { 'ctrl+c': 'copyNumPy', f12: 'goToLine' };

/** What has the focus, and the keys that do something there. */
export const FRONTS: Record<string, Front> = {
  'the text of a network': {
    ...present('none'),
    ...NETWORK,
    ...TEXT,
    bound: { ...TRAIN, ...STEPS },
  },
  'the text of a network that trains': {
    ...present('running'),
    ...NETWORK,
    ...TEXT,
    bound: { ...TRAIN, ...STEPS, ...PAUSE },
  },
  'a selection in the text of a network that trains': {
    ...present('running'),
    ...NETWORK,
    ...TEXT,
    editorHasSelection: true,
    bound: { ...TRAIN, ...STEPS },
  },
  'the suggestions in the text of a network that trains': {
    ...present('running'),
    ...NETWORK,
    ...TEXT,
    suggestWidgetVisible: true,
    bound: {},
  },
  'the find widget over a network that trains': {
    ...present('running'),
    ...NETWORK,
    ...TEXT,
    findWidgetVisible: true,
    bound: { ...TRAIN, ...STEPS },
  },
  'the text of a network while something is debugged': {
    ...present('paused'),
    ...NETWORK,
    ...TEXT,
    inDebugMode: true,
    bound: TRAIN,
  },
  'the text of an expression': {
    ...present('none', 'expression'),
    ...NETWORK,
    ...TEXT,
    bound: { ...TRAIN, ...GATES },
  },
  'the panel of a network': { ...present('paused'), ...PANEL, bound: { ...TRAIN, ...STEPS } },
  'the panel of a network that trains': {
    ...present('running'),
    ...PANEL,
    bound: { ...TRAIN, ...STEPS, ...PAUSE },
  },
  'the panel of an expression': {
    ...present('none', 'expression'),
    ...PANEL,
    bound: { ...TRAIN, ...GATES },
  },
  'the Explorer beside the panel of a network that trains': {
    ...present('running'),
    ...PANEL,
    listFocus: true,
    sideBarFocus: true,
    bound: {},
  },
  'the terminal beside the panel': {
    ...present('running'),
    ...PANEL,
    terminalFocus: true,
    panelFocus: true,
    bound: {},
  },
  'the inspector': {
    ...present('paused'),
    ...INSPECTOR,
    bound: { ...TRAIN, ...STEPS, ...NODE },
  },
  'the inspector of a network that trains': {
    ...present('running'),
    ...INSPECTOR,
    bound: { ...TRAIN, ...STEPS, ...NODE, ...PAUSE },
  },
  'the filter of the inspector': {
    ...present('paused'),
    ...INSPECTOR,
    inputFocus: true,
    bound: {},
  },
  'the text of another file': { ...present('running'), ...NOTES, ...TEXT, bound: {} },
  'nothing at all': { ...present('none'), bound: {} },
};

export type Situation = Keys & { shows: string[] };

const ALWAYS = ['newExperiment', 'openSample'];
const NETWORKS = ['train', 'step', 'stepEpoch', 'stepLayer', 'stopWhen', 'filterTensors'];
const BOTH = ['inspect', 'checkGradients', 'openPanel'];
const BEGUN = ['stepBack', 'fork', 'compareRuns', 'reset'];
const without = (list: string[], ...names: string[]): string[] =>
  list.filter(name => !names.includes(name));

export const PALETTE: Record<string, Situation> = {
  'where nothing is open': { ...present('none'), shows: ALWAYS },
  'in a network': {
    ...present('none'),
    ...NETWORK,
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, 'runSweep'],
  },
  'in a network that trains': {
    ...present('running'),
    ...NETWORK,
    shows: [...[...ALWAYS, ...BOTH, ...BEGUN, 'runSweep', 'pause'], ...without(NETWORKS, 'train')],
  },
  'in a network that has trained': {
    ...present('done'),
    ...NETWORK,
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, ...BEGUN, 'runSweep'],
  },
  'in an expression': {
    ...present('none', 'expression'),
    ...NETWORK,
    shows: [...ALWAYS, ...BOTH, 'stepGate', 'stepBack', 'reset'],
  },
  'in a table': {
    ...present('none'),
    ...TABLE,
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, 'newFromCsv'],
  },
  'in another file, while a network is the present one': {
    ...present('paused'),
    ...NOTES,
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, ...BEGUN],
  },
};

export const TITLES: Record<string, Situation> = {
  'a network': { ...present('idle'), ...NETWORK, shows: ['train', 'openPanel'] },
  'a network that trains': { ...present('running'), ...NETWORK, shows: ['pause', 'openPanel'] },
  'an expression': {
    ...present('none', 'expression'),
    ...NETWORK,
    shows: ['stepGate', 'openPanel'],
  },
  'a table': { ...present('none'), ...TABLE, shows: ['train'] },
  'a table that trains': { ...present('running'), ...TABLE, shows: ['pause'] },
  'another file': { ...present('running'), ...NOTES, shows: [] },
};

export const EXPLORER: Record<string, Situation> = {
  'an experiment': { ...present('none'), ...NETWORK, shows: ['openPanel'] },
  'a table': { ...present('none'), ...TABLE, shows: ['newFromCsv'] },
  'another file': { ...present('none'), ...NOTES, shows: [] },
};

const item = (viewItem: string): Keys => ({ view: 'backprop.inspector', viewItem });
export const ITEMS: Record<string, Situation> = {
  'a tensor': { ...item('tensor'), shows: ['copyNumPy', 'copyCsv', 'goToLine'] },
  'a layer': { ...item('layer'), shows: ['goToLine'] },
  'a warning': { ...item('warning'), shows: ['goToLine'] },
  'the network': { ...item('network'), shows: [] },
  'a file of the Explorer': { view: 'workbench.explorer.fileView', viewItem: 'tensor', shows: [] },
};

const VIEW = { view: 'backprop.inspector' };
const TOOLS = ['step', 'stepLayer', 'stepEpoch', 'stopWhen', 'filterTensors'];
export const TOOLBAR: Record<string, Situation> = {
  'of a network': { ...VIEW, ...present('idle'), ...NETWORK, shows: ['train', ...TOOLS] },
  'of a network that trains': {
    ...VIEW,
    ...present('running'),
    ...NETWORK,
    shows: ['pause', ...TOOLS, ...BEGUN],
  },
  'of a network that is paused': {
    ...VIEW,
    ...present('paused'),
    ...NETWORK,
    shows: ['train', ...TOOLS, ...BEGUN],
  },
  'of an expression': { ...VIEW, ...present('none', 'expression'), ...NETWORK, shows: [] },
  'of another view': {
    ...present('running'),
    ...NETWORK,
    view: 'workbench.explorer.fileView',
    shows: [],
  },
};
