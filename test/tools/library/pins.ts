/**
 * Every version that the tools install by themselves, in one place. Each set goes into a folder of
 * its own below .cache/ and is installed again only when its pins change.
 */

/** Packages of the npm registry by name. */
export type Pins = Readonly<Record<string, string>>;

/** VS Code's server runs on the Node.js it is built for, which need not be the system's. */
const nodePackage = `node-${process.platform}-${process.arch}`;

/** VS Code 1.139.1: the newest workbench, for the host and the UI tests and for `npm start`. */
export const NEWEST: Pins = { 'code-server': '4.139.1', [nodePackage]: '24.21.0' };

/** VS Code 1.100: the oldest engine that package.json allows. */
export const OLDEST: Pins = {
  'code-server': '4.100.3',
  [nodePackage]: '20.20.2',
  // Without install scripts this code-server has no `rg`, and `findFiles` fails.
  '@vscode/ripgrep-universal': '1.18.0',
};
