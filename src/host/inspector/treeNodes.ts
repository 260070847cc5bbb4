/** Nodes of the inspector's tree: network → layers → findings and tensors. */
import type { Finding, LayerSummary, TensorName } from '../../protocol/snapshot';

/** The same object for as long as the network stays the same, so that nothing flickers or folds. */
export type TreeNode = NetworkNode | LayerNode | FindingNode | TensorNode;

export interface NetworkNode {
  kind: 'network';
  layers: LayerNode[];
}

export interface LayerNode {
  kind: 'layer';
  index: number;
  /** A node for each finding that there has been, by its id. */
  findings: Map<string, FindingNode>;
  tensors: TensorNode[];
}

export interface FindingNode {
  kind: 'finding';
  layer: LayerNode;
  /** As it was found last. */
  finding: Finding;
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
  const layer: LayerNode = { kind: 'layer', index, findings: new Map(), tensors: [] };
  layer.tensors = summary.tensors.map(tensor => ({ kind: 'tensor', layer, tensor }));
  return layer;
}

/** The node of a finding in this layer: the same for as long as the network stays the same. */
export function findingNode(layer: LayerNode, finding: Finding): FindingNode {
  const known = layer.findings.get(finding.id);
  if (known) {
    known.finding = finding;
    return known;
  }
  const node: FindingNode = { kind: 'finding', layer, finding };
  layer.findings.set(finding.id, node);
  return node;
}
