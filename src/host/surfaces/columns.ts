/** In which column of the editor a file is shown. */
import { TabInputText, TabInputWebview, ViewColumn, window } from 'vscode';
import type { Range, Tab, TabGroup, Uri } from 'vscode';

export const PANEL_TYPE = 'backprop.panel';

export function isPanelTab({ input }: Tab): boolean {
  // The editor puts a word of its own before the type.
  return input instanceof TabInputWebview && input.viewType.endsWith(PANEL_TYPE);
}

/** Shows a file to work on, and gives it the focus. */
export async function showFile(uri: Uri, selection?: Range): Promise<void> {
  await window.showTextDocument(uri, { selection, preview: false, viewColumn: columnFor(uri) });
}

/** A panel stays in sight: from there a file goes to another column, where there is one. */
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
