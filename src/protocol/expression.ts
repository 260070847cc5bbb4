/** What a panel shows of an experiment of kind "expression". */
import type { Expression } from '../experiment/expression/expression';
import type { GradientReport } from './gradientCheck';
import type { PanelChoices } from './choices';

export type { ExpressionNode } from '../experiment/expression/expression';

/** Values and gradients of all nodes, and the order in which they are computed. */
export type ExpressionGraph = Pick<Expression, 'nodes' | 'output' | 'trace'>;

/** Always whole: a graph is small. */
export interface ExpressionSnapshot {
  /** The experiment's file; the page keeps it in its state for a window reload. */
  uri: string;
  /** What was last sent by `remember` in this workspace; null: nothing yet. */
  remembered: PanelChoices | null;
  /** Shown in the header: name of the experiment, else of its file. */
  title: string;
  /** What is wrong with the file as it is written now; empty where nothing is. */
  message: string;
  /** The graph of the file's last version without an error; null: there has been none. */
  graph: ExpressionGraph | null;
  /** Steps of the trace that have been done; what the others compute is not known yet. */
  position: number;
  /** What the check of its gradients found; null: nobody has asked. */
  gradients: GradientReport | null;
}
