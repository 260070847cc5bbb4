/** `when` clauses of the manifest: where a command is offered, and where a key is ours. */
import { TABLE_ENDINGS } from '../../experiment/data/csv/endings';
import {
  ELSEWHERE,
  EXPRESSION_FILES,
  KIND,
  RUNNING_FILES,
  STATE,
  TABLE_FILES,
} from './contextKeys';

/** All of them; an `any` among them keeps its parentheses. */
export function all(...conditions: readonly string[]): string {
  return conditions.join(' && ');
}

export function any(...conditions: readonly string[]): string {
  return `(${conditions.join(' || ')})`;
}

export function none(...contextKeys: readonly string[]): string {
  return contextKeys.map(key => `!${key}`).join(' && ');
}

export const NEVER = 'false';

/** The file of the editor, or of the row in the Explorer. */
export const EXPERIMENT_FILE = 'resourceFilename =~ /\\.backprop\\.json$/';
const TABLES = [
  `resourceExtname =~ /^\\.(${TABLE_ENDINGS.join('|')})$/i`,
  `resource in ${TABLE_FILES}`,
];
export const TABLE_FILE = any(...TABLES);
export const TRAINABLE_FILE = any(EXPERIMENT_FILE, ...TABLES);
/** What NumPy saves. */
export const ARRAYS_FILE = 'resourceExtname =~ /^\\.(npy|npz)$/i';
export const NO_AUTOPSY = "activeCustomEditorId != 'backprop.autopsy'";
export const FILE_IS_RUNNING = `resource in ${RUNNING_FILES}`;
export const FILE_IS_NOT_RUNNING = `resource not in ${RUNNING_FILES}`;
export const FILE_IS_EXPRESSION = `resource in ${EXPRESSION_FILES}`;
export const FILE_IS_NO_EXPRESSION = `resource not in ${EXPRESSION_FILES}`;

/** The experiment that a command without an argument is about. */
export const RUNNING = `${STATE} == running`;
export const NOT_RUNNING = `${STATE} != running`;
/** It has a run with at least its initial parameters behind it. */
export const STARTED = `${STATE} =~ /running|paused|done|failed/`;
export const NETWORK = `${KIND} != expression`;
export const EXPRESSION = `${KIND} == expression`;

export const PANEL = "activeWebviewPanelId == 'backprop.panel'";
/** There is an experiment for a command to be about. */
export const EXPERIMENT = any(
  EXPERIMENT_FILE,
  ...TABLES,
  PANEL,
  `${STATE} =~ /idle|running|paused|done|failed/`,
);

export const INSPECTOR = 'view == backprop.inspector';
export const INSPECTOR_PAGE = "webviewId == 'backprop.inspector'";
/** The inspector shows the experiment that its buttons and keys would act on. */
export const INSPECTOR_IS_CURRENT = `!${ELSEWHERE}`;

/** VS Code's own debugger, in a Python session. */
export const STOPPED_IN_PYTHON = all(
  "debugState == 'stopped'",
  'debugType =~ /^(debugpy|python|Python Kernel Debug Adapter)$/',
);
