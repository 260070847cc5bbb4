/** Nodes of the inspector's tree: network → layers → warnings and tensors. */
import { WARNINGS } from '../../protocol/snapshot';
import type { LayerSummary, TensorName, WarningKind } from '../../protocol/snapshot';

/** The same object for as long as the network stays the same, so that nothing flickers or folds. */
export type TreeNode = NetworkNode | LayerNode | WarningNode | TensorNode;

export interface NetworkNode {
  kind: 'network';
  layers: LayerNode[];
}

export interface LayerNode {
  kind: 'layer';
  index: number;
  /** A node for each kind of warning, shown or not. */
  warnings: WarningNode[];
  tensors: TensorNode[];
}

export interface WarningNode {
  kind: 'warning';
  layer: LayerNode;
  warning: WarningKind;
}

export interface TensorNode {
  kind: 'tensor';
  layer: LayerNode;
  tensor: TensorName;
}

export function networkNode(summaries: readonly LayerSummary[]): NetworkNode {
  return { kind: 'network', layers: summaries.map(layerNode) };
}

function layerNode(summary: LayerSummary, index: number): LayerNode {
  const layer: LayerNode = { kind: 'layer', index, warnings: [], tensors: [] };
  layer.warnings = WARNINGS.map(warning => ({ kind: 'warning', layer, warning }));
  layer.tensors = summary.tensors.map(tensor => ({ kind: 'tensor', layer, tensor }));
  return layer;
}
