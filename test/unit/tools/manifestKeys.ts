/** Parts of the window that have the focus, by their context keys, and the keys that are ours there. */
import { NETWORK, NOTES, present } from './manifestPlaces';
import type { Keys } from './whenClause';

const TEXT = { editorTextFocus: true, inputFocus: true };
const PANEL = { activeWebviewPanelId: 'backprop.panel' };
const INSPECTOR = { 'backprop.inspectorFocus': 'rows', sideBarFocus: true };

export type Front = Keys & { bound: Record<string, string> };

const STEPS = { f10: 'step', f11: 'stepLayer', 'shift+f11': 'stepBack' };
const GATES = { f10: 'step', f11: 'stepGate', 'shift+f11': 'stepBack' };
const TRAIN = { 'ctrl+enter': 'train' };
const PAUSE = { escape: 'pause' };
const ROW = { 'ctrl+c': 'copyNumPy', 'ctrl+shift+c': 'copyCsv', f12: 'goToLine' };

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
  'the merge editor of a network': {
    ...present('paused'),
    ...NETWORK,
    ...TEXT,
    isMergeEditor: true,
    bound: {},
  },
  'a comment in the text of a network': {
    ...present('running'),
    ...NETWORK,
    textInputFocus: true,
    commentEditorFocused: true,
    inputFocus: true,
    bound: {},
  },
  'the text of a network that trains, below a notification': {
    ...present('running'),
    ...NETWORK,
    ...TEXT,
    notificationToastsVisible: true,
    bound: { ...TRAIN, ...STEPS },
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
  'a question above the panel of a network that trains': {
    ...present('running'),
    ...PANEL,
    inQuickInput: true,
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
    bound: { ...TRAIN, ...STEPS, ...ROW },
  },
  'the inspector of a network that trains': {
    ...present('running'),
    ...INSPECTOR,
    bound: { ...TRAIN, ...STEPS, ...ROW, ...PAUSE },
  },
  'the filter of the inspector': {
    ...present('paused'),
    ...INSPECTOR,
    'backprop.inspectorFocus': 'text',
    bound: { ...TRAIN, ...STEPS },
  },
  'a list of choices in the inspector': {
    ...present('running'),
    ...INSPECTOR,
    'backprop.inspectorFocus': 'none',
    bound: {},
  },
  'the text of another file': { ...present('running'), ...NOTES, ...TEXT, bound: {} },
  'nothing at all': { ...present('none'), bound: {} },
};
