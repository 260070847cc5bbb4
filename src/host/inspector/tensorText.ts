/** What a tensor is called in a file, and its shape. Knows nothing of vscode. */
import { tensorSymbol } from '../../engine/ground/tensors';
import type { Symbols, TensorName } from '../../protocol/snapshot';
import type { TensorStats } from '../../protocol/tensors';

/** The file's symbol for a tensor of a layer. */
export function symbolOf({ layers, loss }: Symbols, layer: number, tensor: TensorName): string {
  return tensorSymbol(tensor, plain => layers[layer][plain].name, loss.name);
}

export function shapeOf({ rows, cols }: TensorStats): string {
  return `${rows}×${cols}`;
}
