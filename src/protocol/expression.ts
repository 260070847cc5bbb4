/** Everything a panel shows of an experiment of kind "expression". */
import type { Expression } from '../experiment/expression/expression';
import type { GradientReport } from './gradientCheck';
import type { PanelChoices } from './choices';

export type { ExpressionNode } from '../experiment/expression/expression';

/** Values and gradients of all nodes, and the order in which they are computed. */
export type ExpressionGraph = Pick<Expression, 'nodes' | 'output' | 'trace'>;

/** Always sent whole: a graph is small. */
export interface ExpressionSnapshot {
  /** The experiment's file; the page keeps it in its state for a window reload. */
  uri: string;
  /** The choices last sent by `remember` in this workspace; null: none yet. */
  remembered: PanelChoices | null;
  /** Shown in the header: name of the experiment, else of its file. */
  title: string;
  /** The file's `description`, which is Markdown; null: it has none. */
  task: string | null;
  /** The first error of the file as it is now; empty if there is none. */
  message: string;
  /** The graph of the file's last version without an error; null: there has been none. */
  graph: ExpressionGraph | null;
  /** Steps of the trace done so far; results of the others are not shown yet. */
  position: number;
  /** Result of the gradient check; null if none was requested. */
  gradients: GradientReport | null;
}
