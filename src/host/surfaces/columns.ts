/** Chooses the editor column for a file. */
import { TabInputText, TabInputWebview, ViewColumn, window } from 'vscode';
import type { Range, Tab, TabGroup, Uri } from 'vscode';

export const PANEL_TYPE = 'backprop.panel';

export function isPanelTab({ input }: Tab): boolean {
  // VS Code puts a prefix before the type.
  return input instanceof TabInputWebview && input.viewType.endsWith(PANEL_TYPE);
}

/** Shows a file to work on, with the focus. */
export async function showFile(uri: Uri, selection?: Range): Promise<void> {
  await window.showTextDocument(uri, { selection, preview: false, viewColumn: columnFor(uri) });
}

/** The column for a file: not the one of a panel, which stays visible, if there is another. */
function columnFor(uri: Uri): ViewColumn {
  const { activeTabGroup, all } = window.tabGroups;
  if (!showsPanel(activeTabGroup)) return ViewColumn.Active;
  const others = all.filter(group => !showsPanel(group));
  const open = others.find(({ tabs }) => tabs.some(tab => isTabOf(tab, uri)));
  return (open ?? others.at(0))?.viewColumn ?? ViewColumn.Active;
}

function showsPanel({ activeTab }: TabGroup): boolean {
  return activeTab !== undefined && isPanelTab(activeTab);
}

function isTabOf({ input }: Tab, uri: Uri): boolean {
  return input instanceof TabInputText && input.uri.toString() === uri.toString();
}
