/** Places in the editor by their context keys, and the commands that the menus offer there. */
import type { Keys } from './whenClause';

export const NETWORK = { resource: 'file:///a.backprop.json', resourceFilename: 'a.backprop.json' };
const TABLE = { resource: 'file:///a.csv', resourceFilename: 'a.csv', resourceExtname: '.csv' };
/** As many programs write its ending. */
const CAPITALS = { resource: 'file:///A.CSV', resourceFilename: 'A.CSV', resourceExtname: '.CSV' };
const TABS = { resource: 'file:///a.tsv', resourceFilename: 'a.tsv', resourceExtname: '.tsv' };
/** A text whose rows read as a table. */
const DATA = { resource: 'file:///b.txt', resourceFilename: 'b.txt', resourceExtname: '.txt' };
export const NOTES = {
  resource: 'file:///a.txt',
  resourceFilename: 'a.txt',
  resourceExtname: '.txt',
};

const ARRAYS = {
  resource: 'file:///lab.npz',
  resourceFilename: 'lab.npz',
  resourceExtname: '.npz',
};
/** Its editor is open. */
const AUTOPSY = { ...ARRAYS, activeCustomEditorId: 'backprop.autopsy' };

/** What the extension says of the present experiment, and of all that are open. */
export function present(state: string, kind: 'network' | 'expression' = 'network'): Keys {
  return {
    'backprop.state': state,
    'backprop.kind': kind,
    'backprop.elsewhere': false,
    'backprop.running': state === 'running' ? [NETWORK.resource, TABLE.resource] : [],
    'backprop.tables': [DATA.resource],
    'backprop.expressions': kind === 'expression' ? [NETWORK.resource] : [],
  };
}

export type Situation = Keys & { shows: string[] };

const ALWAYS = ['newExperiment', 'openSample', 'findMyBug', 'openGuide'];
const STEPS = ['step', 'stepEpoch', 'stepLayer'];
const NETWORKS = ['train', ...STEPS, 'stopWhen', 'filterTensors', 'findings', 'compareWithMyLog'];
const BOTH = ['inspect', 'checkGradients', 'openPanel'];
const BEGUN = ['stepBack', 'fork', 'compareRuns', 'reset'];
const without = (list: string[], ...names: string[]): string[] =>
  list.filter(name => !names.includes(name));

/** VS Code's own debugger, as it says itself where it stands. */
const inDebugger = (debugType: string, debugState = 'stopped'): Keys => ({ debugType, debugState });

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
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, 'chooseColumns', 'newFromCsv'],
  },
  'in a table whose ending is in capitals': {
    ...present('none'),
    ...CAPITALS,
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, 'chooseColumns', 'newFromCsv'],
  },
  'in a table of tabs': {
    ...present('none'),
    ...TABS,
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, 'chooseColumns', 'newFromCsv'],
  },
  'in a text that reads as a table': {
    ...present('none'),
    ...DATA,
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, 'chooseColumns', 'newFromCsv'],
  },
  'where a Python program stands still': {
    ...present('none'),
    ...inDebugger('debugpy'),
    shows: [...ALWAYS, 'findMyBugInFrame'],
  },
  'in another file, while a network is the present one': {
    ...present('paused'),
    ...NOTES,
    shows: [...ALWAYS, ...NETWORKS, ...BOTH, ...BEGUN],
  },
};

/** The bar of the debugger, and what is beyond its end. */
export const DEBUGGER: Record<string, Situation> = {
  'a Python program that stands still': { ...inDebugger('debugpy'), shows: ['findMyBugInFrame'] },
  'a cell of a notebook that stands still': {
    ...inDebugger('Python Kernel Debug Adapter'),
    shows: ['findMyBugInFrame'],
  },
  'a Python program that runs': { ...inDebugger('debugpy', 'running'), shows: [] },
  'a program of another language': { ...inDebugger('node'), shows: [] },
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
  'a table whose ending is in capitals': { ...present('none'), ...CAPITALS, shows: ['train'] },
  'a text that reads as a table': { ...present('none'), ...DATA, shows: ['train'] },
  'a table that trains': { ...present('running'), ...TABLE, shows: ['pause'] },
  'arrays, as their bytes': { ...present('none'), ...ARRAYS, shows: ['findMyBug'] },
  'arrays, as an autopsy': { ...present('none'), ...AUTOPSY, shows: [] },
  'another file': { ...present('running'), ...NOTES, shows: [] },
};

export const EXPLORER: Record<string, Situation> = {
  'an experiment': { ...present('none'), ...NETWORK, shows: ['openPanel'] },
  'a table': { ...present('none'), ...TABLE, shows: ['newFromCsv'] },
  'a table whose ending is in capitals': { ...present('none'), ...CAPITALS, shows: ['newFromCsv'] },
  'a text that reads as a table': { ...present('none'), ...DATA, shows: ['newFromCsv'] },
  arrays: { ...present('none'), ...ARRAYS, shows: ['findMyBug'] },
  'another file': { ...present('none'), ...NOTES, shows: [] },
};

const part = (webviewSection: string): Keys => ({
  webviewId: 'backprop.inspector',
  webviewSection,
});
/** Parts of the inspector's page. */
export const PARTS: Record<string, Situation> = {
  'a tensor': { ...part('tensor'), shows: ['copyNumPy', 'copyCsv', 'goToLine'] },
  'a layer': { ...part('layer'), shows: ['goToLine'] },
  'a layer with a finding': { ...part('warned'), shows: ['findings', 'goToLine'] },
  'the mark of a finding': { ...part('finding'), shows: ['findings', 'goToLine'] },
  'something else': { ...part('head'), shows: [] },
  'another page': { webviewId: 'backprop.panel', webviewSection: 'tensor', shows: [] },
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
