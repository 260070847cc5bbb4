/**
 * Writes ThirdPartyNotices.txt: what the bundles hold of others, with their licences. The packages are
 * those of the last build, which are listed in dist/packages.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './library/process';

/** Packages that leave something in the bundles although none of their files is in one. */
const BUILT_IN: Readonly<Record<string, string>> = {
  assemblyscript: 'its runtime is part of the compiled kernels',
  'mathjax-full': 'it draws the formulas of the hovers; the outlines of its letters are in them',
};

/** Whose package has no file with the licence that it is under. */
const HOLDERS: Readonly<Record<string, string>> = {
  '@microsoft/fast-element': 'Microsoft Corporation',
  '@microsoft/fast-foundation': 'Microsoft Corporation',
  '@microsoft/fast-web-utilities': 'Microsoft Corporation',
  '@vscode/l10n': 'Microsoft Corporation',
};

const LICENCE_FILES = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'];
/** What goes with some licences. */
const FURTHER_FILES = ['NOTICE', 'NOTICES', 'CopyrightNotice.txt'];

const HEAD = `Third-party notices

Backprop Explorer is under the licence in LICENSE. It includes the software below, under the licences
given there. Written by "npm run notices".
`;

const FDLIBM = `fdlibm 5.3
The kernels compute exp, log and tanh as it does.
https://www.netlib.org/fdlibm/

Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.

Developed at SunPro, a Sun Microsystems, Inc. business.
Permission to use, copy, modify, and distribute this
software is freely granted, provided that this notice
is preserved.`;

interface Manifest {
  version: string;
  license: string;
  homepage?: string;
}

/** Names of the npm packages of which something is in a bundle. */
export function bundledPackages(): string[] {
  const file = path.join(ROOT, 'dist', 'packages.json');
  return JSON.parse(readFileSync(file, 'utf8')) as string[];
}

/** @throws Error that names a package without a licence text */
export function notices(packages: readonly string[]): string {
  const all = [...packages, ...Object.keys(BUILT_IN)].sort();
  const parts = [HEAD, ...all.map(noticeOf), FDLIBM];
  return `${parts.map(part => part.trim()).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function noticeOf(name: string): string {
  const folder = path.join(ROOT, 'node_modules', name);
  const read = (file: string): string | null => {
    try {
      return readFileSync(path.join(folder, file), 'utf8').replace(/\r\n?/g, '\n').trim();
    } catch {
      return null;
    }
  };
  const manifest = JSON.parse(read('package.json') ?? '{}') as Manifest;
  const holder = HOLDERS[name];
  const licence = LICENCE_FILES.map(read).find(text => text !== null) ?? (holder && mit(holder));
  if (!licence) throw new Error(`${name} is bundled, and has no licence text.`);
  const why = BUILT_IN[name];
  const head = [`${name} ${manifest.version} (${manifest.license})`, why && `Here: ${why}.`];
  const further = FURTHER_FILES.map(read);
  return [head.filter(Boolean).join('\n'), licence, ...further].filter(Boolean).join('\n\n');
}

function mit(holder: string): string {
  const text = readFileSync(
    path.join(ROOT, 'node_modules/@vscode/webview-ui-toolkit/LICENSE'),
    'utf8',
  );
  return text.replace(/^Copyright.*$/m, `Copyright (c) ${holder}.`).trim();
}

if (process.argv[1]?.endsWith('writeNotices.ts')) {
  writeFileSync(path.join(ROOT, 'ThirdPartyNotices.txt'), notices(bundledPackages()));
}
