/**
 * Every command, once: `npm run manifest` writes titles, menus and keys of package.json and
 * package.nls.json from it. Code names a command by its key here (`commandId`).
 */
import { ON_ROW, PAUSES, STEPS, TRAINS } from './keys';
import {
  all,
  any,
  ARRAYS_FILE,
  EXPERIMENT,
  EXPERIMENT_FILE,
  EXPRESSION,
  FILE_IS_EXPRESSION,
  FILE_IS_NO_EXPRESSION,
  FILE_IS_NOT_RUNNING,
  FILE_IS_RUNNING,
  INSPECTOR,
  INSPECTOR_IS_CURRENT,
  INSPECTOR_PAGE,
  NETWORK,
  NEVER,
  NO_AUTOPSY,
  NOT_RUNNING,
  PANEL,
  RUNNING,
  STARTED,
  STOPPED_IN_PYTHON,
  TABLE_FILE,
  TRAINABLE_FILE,
} from './when';

interface MenuEntry {
  menu: 'editor/title' | 'explorer/context' | 'view/title' | 'webview/context' | 'debug/toolBar';
  /** `navigation` and `inline` are buttons; the others are sections of the menu. */
  group: string;
  when: string;
}

interface Key {
  /** With `ctrl`, which is `cmd` on macOS. */
  key: string;
  when: string;
}

export interface Command {
  title: string;
  /** A product icon of VS Code. */
  icon?: string;
  /** Elsewhere it is shown greyed out. */
  enablement?: string;
  /** Where the Command Palette lists it; everywhere without. */
  palette?: string;
  keys?: readonly Key[];
  menus?: readonly MenuEntry[];
}

const title = (group: string, when: string): MenuEntry => ({ menu: 'editor/title', group, when });
const explorer = (when: string): MenuEntry => ({
  menu: 'explorer/context',
  group: 'navigation@50',
  when,
});
/** A button or an entry above the inspector, for a network that it shows. */
const toolbar = (group: string, when: string): MenuEntry => ({
  menu: 'view/title',
  group,
  when: all(INSPECTOR, when, INSPECTOR_IS_CURRENT, NETWORK),
});
/** An entry for a part of the inspector's page, which says what it is. */
const row = (group: string, parts: string): MenuEntry => ({
  menu: 'webview/context',
  group,
  when: all(INSPECTOR_PAGE, `webviewSection ${parts}`),
});

const STEPPED = any(STARTED, EXPRESSION);
const FORKED = all(STARTED, NETWORK);
const ANY_NETWORK = all(EXPERIMENT, NETWORK);

export const COMMANDS = {
  train: {
    title: 'Train Network',
    icon: 'play',
    palette: all(EXPERIMENT, NOT_RUNNING, NETWORK),
    keys: [{ key: 'ctrl+enter', when: TRAINS }],
    menus: [
      title('navigation@1', all(TRAINABLE_FILE, FILE_IS_NOT_RUNNING, FILE_IS_NO_EXPRESSION)),
      toolbar('navigation@1', all(EXPERIMENT, NOT_RUNNING)),
    ],
  },
  pause: {
    title: 'Pause',
    icon: 'debug-pause',
    palette: RUNNING,
    keys: [{ key: 'escape', when: all(RUNNING, PAUSES) }],
    menus: [
      title('navigation@1', all(TRAINABLE_FILE, FILE_IS_RUNNING)),
      toolbar('navigation@1', RUNNING),
    ],
  },
  step: {
    title: 'Step One Batch',
    icon: 'debug-step-over',
    palette: ANY_NETWORK,
    keys: [{ key: 'f10', when: STEPS }],
    menus: [toolbar('navigation@2', EXPERIMENT)],
  },
  stepLayer: {
    title: 'Step One Layer',
    icon: 'debug-step-into',
    palette: ANY_NETWORK,
    keys: [{ key: 'f11', when: all(STEPS, NETWORK) }],
    menus: [toolbar('1_steps@1', EXPERIMENT)],
  },
  stepGate: {
    title: 'Step One Gate',
    icon: 'debug-step-into',
    palette: EXPRESSION,
    keys: [{ key: 'f11', when: all(STEPS, EXPRESSION) }],
    menus: [title('navigation@1', all(EXPERIMENT_FILE, FILE_IS_EXPRESSION))],
  },
  stepEpoch: {
    title: 'Step One Epoch',
    icon: 'run-all',
    palette: ANY_NETWORK,
    menus: [toolbar('1_steps@2', EXPERIMENT)],
  },
  stepBack: {
    title: 'Step Back',
    icon: 'debug-step-back',
    enablement: STEPPED,
    palette: STEPPED,
    keys: [{ key: 'shift+f11', when: STEPS }],
    menus: [toolbar('1_steps@3', STARTED)],
  },
  reset: {
    title: 'Reset',
    icon: 'debug-restart',
    palette: STEPPED,
    menus: [toolbar('1_steps@4', STARTED)],
  },
  stopWhen: {
    title: 'Stop When…',
    icon: 'debug-breakpoint-conditional',
    palette: ANY_NETWORK,
    menus: [toolbar('2_stop@1', EXPERIMENT)],
  },
  fork: {
    title: 'Fork from Here',
    icon: 'repo-forked',
    enablement: FORKED,
    palette: FORKED,
    menus: [toolbar('3_runs@1', STARTED)],
  },
  compareRuns: {
    title: 'Compare Runs…',
    icon: 'compare-changes',
    palette: FORKED,
    menus: [toolbar('3_runs@2', STARTED)],
  },
  findings: {
    title: 'Show Findings',
    icon: 'warning',
    palette: ANY_NETWORK,
    menus: [row('navigation@2', '=~ /^(warned|finding)$/')],
  },
  inspect: { title: 'Inspect Gradients', icon: 'search', palette: EXPERIMENT },
  checkGradients: { title: 'Check Gradients', icon: 'verified', palette: EXPERIMENT },
  compareWithMyLog: { title: 'Compare with My Log', icon: 'diff', palette: ANY_NETWORK },
  filterTensors: {
    title: 'Filter Tensors…',
    icon: 'filter',
    palette: ANY_NETWORK,
    menus: [{ menu: 'view/title', group: 'navigation@4', when: all(INSPECTOR, NETWORK) }],
  },
  copyNumPy: {
    title: 'Copy as NumPy',
    palette: NEVER,
    keys: [{ key: 'ctrl+c', when: ON_ROW }],
    menus: [row('9_cutcopypaste@1', '== tensor')],
  },
  copyCsv: {
    title: 'Copy as CSV',
    palette: NEVER,
    keys: [{ key: 'ctrl+shift+c', when: ON_ROW }],
    menus: [row('9_cutcopypaste@2', '== tensor')],
  },
  goToLine: {
    title: 'Go to Line in File',
    icon: 'go-to-file',
    palette: NEVER,
    keys: [{ key: 'f12', when: ON_ROW }],
    menus: [row('navigation@1', '=~ /^(layer|warned|finding|tensor)$/')],
  },
  openPanel: {
    title: 'Open Panel',
    icon: 'open-preview',
    palette: EXPERIMENT,
    menus: [title('navigation@2', EXPERIMENT_FILE), explorer(EXPERIMENT_FILE)],
  },
  runSweep: {
    title: 'Run Sweep',
    icon: 'run-all',
    palette: all(any(EXPERIMENT_FILE, PANEL), NETWORK),
  },
  cancelSweep: { title: 'Cancel Sweep', icon: 'debug-stop', palette: NEVER },
  openSample: { title: 'Open Sample…' },
  newExperiment: { title: 'New Experiment…', icon: 'new-file' },
  chooseColumns: {
    title: 'Choose Target and Inputs…',
    palette: TABLE_FILE,
  },
  findMyBug: {
    title: 'Find My Bug',
    icon: 'bug',
    menus: [explorer(ARRAYS_FILE), title('navigation@1', all(ARRAYS_FILE, NO_AUTOPSY))],
  },
  findMyBugInFrame: {
    title: 'Find My Bug in This Frame',
    icon: 'bug',
    enablement: 'isWorkspaceTrusted',
    palette: STOPPED_IN_PYTHON,
    menus: [{ menu: 'debug/toolBar', group: '1_backprop@1', when: STOPPED_IN_PYTHON }],
  },
  newFromCsv: {
    title: 'New Experiment from This Table',
    icon: 'new-file',
    palette: TABLE_FILE,
    menus: [explorer(TABLE_FILE)],
  },
  openGuide: { title: 'Open Guide', icon: 'book' },
} as const satisfies Record<string, Command>;
