/** The editor of arrays: an autopsy in place of bytes. */
import { commands, window } from 'vscode';
import type {
  CustomDocument,
  CustomReadonlyEditorProvider,
  Disposable,
  Uri,
  WebviewPanel,
} from 'vscode';
import { baseName } from '../documents/files';
import { pageHtml, pageOptions } from '../panel/html';
import { AutopsyTab, type TabContext } from './autopsyTab';

export const AUTOPSY_TYPE = 'backprop.autopsy';

export class AutopsyEditors implements CustomReadonlyEditorProvider, Disposable {
  private readonly tabs = new Set<AutopsyTab>();
  private readonly registration = window.registerCustomEditorProvider(AUTOPSY_TYPE, this, {
    supportsMultipleEditorsPerDocument: true,
  });

  constructor(
    private readonly extensionUri: Uri,
    private readonly context: TabContext,
    /** What a file is called that has no name of its own. */
    private readonly titleOf: (uri: Uri) => string | null,
  ) {}

  get all(): readonly AutopsyTab[] {
    return [...this.tabs];
  }

  /** Shows the file's autopsy, with the focus; of one that is shown already, reads it again. */
  async open(uri: Uri): Promise<void> {
    for (const tab of this.tabs) if (tab.uri.toString() === uri.toString()) tab.refresh(true);
    await commands.executeCommand('vscode.openWith', uri, AUTOPSY_TYPE);
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    panel.webview.options = pageOptions(this.extensionUri);
    const tab = new AutopsyTab(uri, panel, this.titleOf(uri) ?? baseName(uri), this.context);
    this.tabs.add(tab);
    panel.onDidDispose(() => {
      this.tabs.delete(tab);
      tab.dispose();
    });
    panel.webview.html = pageHtml(panel.webview, this.extensionUri, 'autopsy');
  }

  dispose(): void {
    this.registration.dispose();
    for (const tab of this.tabs) tab.dispose();
  }
}
