/** Serves the preview on this machine: the outer page, the page in its frame, samples, themes. */
import { build } from 'esbuild';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { bundleFile, LANGUAGES } from '../l10n/bundles';
import { ROOT } from '../library/process';

export interface PreviewServer {
  /** Of the outer page, without a query. */
  address: string;
  close(): void;
}

const HERE = path.join(ROOT, 'test/tools/panelPreview');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export async function startPreview(port = 0): Promise<PreviewServer> {
  const bundles = await bundle();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    answer(pathname, bundles, searchParams.get('lang') ?? 'en')
      .then(body => {
        response.setHeader(
          'content-type',
          TYPES[path.extname(pathname) || '.html'] ?? 'text/plain',
        );
        response.end(body);
      })
      .catch(() => {
        response.statusCode = 404;
        response.end();
      });
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { address, close: () => server.close() };
}

async function answer(
  pathname: string,
  bundles: Map<string, Uint8Array>,
  language: string,
): Promise<Uint8Array | string> {
  if (pathname === '/') return OUTER;
  if (pathname === '/favicon.ico') return '';
  if (pathname === '/panel.html') return panelPage(language);
  if (pathname === '/themes.json') return readFile(path.join(HERE, 'themes.json'));
  if (pathname.startsWith('/samples/')) return sampleFile(path.normalize(pathname));
  const found = bundles.get(pathname.slice(1));
  if (!found) throw new Error(`There is no ${pathname}.`);
  return found;
}

/** A sample of the product, or an experiment of the preview's own for what no sample shows. */
function sampleFile(pathname: string): Promise<Uint8Array> {
  const own = path.join(HERE, 'experiments', path.basename(pathname));
  return readFile(existsSync(own) ? own : path.join(ROOT, pathname));
}

async function bundle(): Promise<Map<string, Uint8Array>> {
  const result = await build({
    entryPoints: {
      panel: path.join(ROOT, 'webview/main.ts'),
      typesetter: path.join(ROOT, 'webview/derivation/formula/typesetter.ts'),
      worker: path.join(ROOT, 'src/worker/main.ts'),
      host: path.join(HERE, 'previewHost.ts'),
      double: path.join(HERE, 'webviewDouble.ts'),
    },
    bundle: true,
    minify: !process.env.PREVIEW_PLAIN,
    format: 'iife',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    target: 'es2022',
    outdir: HERE,
    write: false,
    logLevel: 'warning',
  });
  return new Map(result.outputFiles.map(file => [path.basename(file.path), file.contents]));
}

/** The skeleton and the policy of src/host/panel/html.ts, with the defaults that VS Code adds. */
async function panelPage(language: string): Promise<string> {
  const known = LANGUAGES.find(each => each === language);
  const words = known ? await readFile(bundleFile(known), 'utf8') : 'null';
  const nonce = randomBytes(16).toString('hex');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self'`,
    `font-src 'self'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${known ?? 'en'}">
  <head>
    <style nonce="${nonce}">${VSCODE_DEFAULTS}</style>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${nonce}">
    <link rel="stylesheet" href="/panel.css">
    <script nonce="${nonce}" src="/double.js"></script>
  </head>
  <body class="vscode-dark" data-vscode-theme-kind="vscode-dark">
    <div id="app"></div>
    <script type="application/json" id="translations">${words.replaceAll('<', '\\u003c')}</script>
    <script nonce="${nonce}" src="/panel.js" data-typesetter="/typesetter.js"></script>
  </body>
</html>`;
}

const OUTER = `<!DOCTYPE html>
<html lang="en">
  <head>
    <title>Backprop Explorer: preview of the panel</title>
    <style>html, body, iframe { width: 100%; height: 100%; margin: 0; border: 0; display: block }</style>
  </head>
  <body><script src="/host.js"></script></body>
</html>`;

/** What matters of the style that every webview starts with. */
const VSCODE_DEFAULTS = `@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body {
    overscroll-behavior-x: none;
    background-color: transparent;
    color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight);
    font-size: var(--vscode-font-size);
    margin: 0;
    padding: 0 20px;
  }
}`;
