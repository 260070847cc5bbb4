/** Finds a Chromium on this machine and opens pages in it that can reach nothing but this machine. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { ToolError } from './process';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser's executable: $CHROMIUM, else the first of the usual names on the PATH. */
export function findChromium(): string {
  const given = process.env.CHROMIUM;
  if (given) {
    if (existsSync(given)) return given;
    throw new ToolError(`CHROMIUM names ${given}, which does not exist.`);
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = folders.flatMap(folder => NAMES.map(name => path.join(folder, name)));
  const found = [...candidates, ...APPLICATIONS].find(file => existsSync(file));
  if (found) return found;
  throw new ToolError(
    'These tests need a Chromium or Chrome and found none. On Debian and Ubuntu: ' +
      '`sudo apt-get install chromium`; elsewhere set CHROMIUM to its executable.',
  );
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      // A page changed by page.route() counts as public, and may then not talk to 127.0.0.1.
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
      // Proves that nothing outside is needed: no name but the local ones resolves.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost',
    ],
  });
}
