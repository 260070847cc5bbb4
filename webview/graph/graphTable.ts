/** The numbers of a computational graph, for its table and for the hover. */
import type { ExpressionGraph } from '../../src/protocol/expression';
import type { GraphState } from './graphState';
import { gradientName, nodeName, nodeWords, slopeName } from './graphWords';
import { exactNumber } from '../words/numbers';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import type { TooltipRow } from '../kit/tooltip';

/** One row for each node; what is not known yet is a dash. */
export function graphTable(
  graph: ExpressionGraph | null,
  state: GraphState | null,
  caption: string,
): TableData {
  const { node, operation, value, gradient, slopes } = strings.graphColumns;
  const columns = [node, operation, value, gradient, slopes];
  if (!graph || !state) return { caption, columns, rows: 0, thin: 'first', cell: () => '' };
  return {
    caption,
    columns,
    rows: graph.nodes.length,
    thin: 'first',
    cell(row, column) {
      const known = graph.nodes[row];
      if (column === 0) return nodeWords(known);
      if (column === 1) return known.operation;
      if (column === 2) return state.values[row] ?? strings.notYet;
      if (column === 3) return state.gradients[row] ?? strings.notYet;
      return slopesOf(graph, state, row)
        .map(([name, slope]) => `${name} = ${exactNumber(slope)}`)
        .join(', ');
    },
  };
}

/** Slopes of a gate that has its value, by those inputs that depend on an input of the graph. */
function slopesOf(graph: ExpressionGraph, state: GraphState, gate: number): [string, number][] {
  if (state.values[gate] === null) return [];
  return graph.nodes[gate].local.flatMap((slope, port) =>
    slope === null ? [] : [[slopeName(graph, gate, port), slope] as [string, number]],
  );
}

/** Everything that is known of a node, exactly. */
export function nodeNumbers(
  graph: ExpressionGraph,
  state: GraphState,
  node: number,
): { title: string; rows: TooltipRow[] } {
  const known = graph.nodes[node];
  const value = state.values[node];
  const gradient = state.gradients[node];
  const isWhole = state.next === null || gradient === known.gradient;
  const name = gradientName(graph, node);
  const rows = [
    ...(value === null ? [] : [[nodeName(known), value] as const]),
    ...(gradient === null ? [] : [[isWhole ? name : strings.soFar(name), gradient] as const]),
    ...slopesOf(graph, state, node),
  ];
  return {
    title: nodeWords(known),
    rows: rows.map(([label, number]) => ({ label, value: exactNumber(number) })),
  };
}
