/** Context keys for the `when` clauses of the manifest; `ActiveExperiment` sets them. */

/** State of the run that a key or the palette is about; `none` without a run. */
export const STATE = 'backprop.state';
/** Kind of that experiment: a `network`, or an `expression`, which has gates and nothing to train. */
export const KIND = 'backprop.kind';
/** Whether commands are about another file than the inspector shows: its buttons hide then. */
export const ELSEWHERE = 'backprop.elsewhere';
/** What keys are about on the page of the inspector, which says so: `rows`, `text` or `none`. */
export const INSPECTOR_FOCUS = 'backprop.inspectorFocus';
/** Files that are training, and files of expressions: each editor's title is about its own file. */
export const RUNNING_FILES = 'backprop.running';
export const EXPRESSION_FILES = 'backprop.expressions';
/** Open files that read as tables, although their names do not say so. */
export const TABLE_FILES = 'backprop.tables';
