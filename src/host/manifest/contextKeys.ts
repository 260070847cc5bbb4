/** Context keys for the `when` clauses of the manifest; `ActiveExperiment` sets them. */

/** How the run of the experiment that a key or the palette is about stands, or `none`. */
export const STATE = 'backprop.state';
/** Whether that is a `network`, or an `expression`, which has gates and nothing to train. */
export const KIND = 'backprop.kind';
/** Another file than the one that the inspector shows: its buttons would not be about what it shows. */
export const ELSEWHERE = 'backprop.elsewhere';
/** The files that train, and those that are expressions: each editor's title is about its own. */
export const RUNNING_FILES = 'backprop.running';
export const EXPRESSION_FILES = 'backprop.expressions';
