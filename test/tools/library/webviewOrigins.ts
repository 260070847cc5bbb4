/** Gives each webview of a code-server an origin of its own, as all other VS Codes do. */
import { readFile, writeFile } from 'node:fs/promises';
import { ToolError } from './process';

/** What is replaced in the server's minified code, and by what. */
export type ServerChange = readonly [pattern: RegExp, replacement: string];

/**
 * As a code-server comes, all webviews are of the workbench's origin, with one service worker at a time
 * for all of them. VS Code 1.100 registers another for each: where two webviews load at once, it may
 * leave one of them without an answer to its script, for good. Newer versions share one.
 */
export const SEPARATE_WEBVIEWS: readonly ServerChange[] = [
  // VS Code puts a hash of what the webview is for `{{uuid}}`; browsers resolve *.localhost themselves.
  [
    /(Request URL: \$\{(\w+)\.url\}.+?webviewEndpoint:)(\w+\+")/s,
    '$1"http://{{uuid}}.localhost:"+$2.headers.host.split(":")[1]+"/"+$3',
  ],
  [/frame-src 'self' /, "frame-src 'self' http://*.localhost:* "],
  // The cookie with the connection token is the workbench's alone; these three files are public.
  [
    /if\((!\w+\(this\.\w+,[\w.,]+\))\)(return \w+\(\w+,\w+,403,"Forbidden\."\);if\((\w+)===)/,
    'if(!$3.includes("/contrib/webview/browser/pre/")&&$1)$2',
  ],
];

/** @param server the path of `server-main.js` */
export async function changeServer(
  server: string,
  changes: readonly ServerChange[],
): Promise<void> {
  let code = await readFile(server, 'utf8');
  for (const [pattern, replacement] of changes) {
    if (!pattern.test(code)) throw new ToolError(`${server} has nothing like ${String(pattern)}.`);
    code = code.replace(pattern, replacement);
  }
  await writeFile(server, code);
}
