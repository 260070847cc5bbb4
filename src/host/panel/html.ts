/** The skeleton of a page. No text of a file, a path or a setting is ever part of it. */
import { env, l10n, Uri, type Webview } from 'vscode';

/** What a page may load: its own scripts, styles and pictures. */
export function pageOptions(extensionUri: Uri) {
  const roots = ['dist', 'media'].map(folder => Uri.joinPath(extensionUri, folder));
  return { enableScripts: true, localResourceRoots: roots };
}

/** @param page whose script and style sheet it loads */
export function pageHtml(
  webview: Webview,
  extensionUri: Uri,
  page: 'panel' | 'autopsy' | 'table' | 'inspector',
): string {
  const nonce = newNonce();
  const asset = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `img-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  // The toolkit gives its style elements the nonce of this csp-nonce property.
  return `<!DOCTYPE html>
<html lang="${l10n.bundle ? env.language : 'en'}">
  <head>
    <meta charset="UTF-8">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${nonce}">
    <link rel="stylesheet" href="${asset(`${page}.css`)}">
    <title>Backprop Explorer</title>
  </head>
  <body>
    <div id="app"></div>
    <script type="application/json" id="translations">${translations()}</script>
    <script nonce="${nonce}" src="${asset(`${page}.js`)}" data-typesetter="${asset('typesetter.js')}"></script>
  </body>
</html>`;
}

/** The words of the display language as JSON that ends no script; `null` where it is English. */
function translations(): string {
  return JSON.stringify(l10n.bundle ?? null).replaceAll('<', '\\u003c');
}

/** 128 random bits, new for every page. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
