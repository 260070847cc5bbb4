/** A lens on `compare_gradients`: the autopsy of the arrays that an experiment compares itself with. */
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import { l10n, Range, type CodeLens, type TextDocument } from 'vscode';
import { commandId } from '../manifest/commandId';
import { lens } from '../surfaces/show';

export function autopsyLenses(document: TextDocument): CodeLens[] {
  const root = parseTree(document.getText());
  const node = root && findNodeAtLocation(root, ['checks', 'compare_gradients', 'file']);
  const file: unknown = node && getNodeValue(node);
  if (!node || typeof file !== 'string') return [];
  const position = document.positionAt(node.offset);
  const title = l10n.t('Find My Bug in {0}', file);
  const command = commandId('findMyBug');
  const args = [document.uri];
  return [lens(new Range(position, position), { icon: 'bug', title, command, args })];
}
