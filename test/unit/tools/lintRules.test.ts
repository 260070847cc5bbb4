/** The linter's rules bite: each offending snippet is refused by the rule that should refuse it. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';
import { ROOT } from '../../tools/library/process';

const LAYER = '@typescript-eslint/no-restricted-imports';

/** An existing file of each layer: a snippet is linted as if it were that file's text. */
const FILES = {
  engine: 'src/engine/ground/spec.ts',
  experiment: 'src/experiment/format/finding.ts',
  protocol: 'src/protocol/snapshot.ts',
  worker: 'src/worker/trainingWorker.ts',
  cli: 'src/cli/main.ts',
  host: 'src/host/sessions/sessions.ts',
  door: 'src/host/surfaces/ui.ts',
  extension: 'src/extension.ts',
  webview: 'webview/main.ts',
  toolkit: 'webview/kit/toolkit.ts',
} as const;
type FileKind = keyof typeof FILES;

const use = (name: string, from: string): string =>
  `import { ${name} } from '${from}';\nexport const used = ${name};\n`;
const useType = (name: string, from: string): string =>
  `import type { ${name} } from '${from}';\nexport type Used = ${name};\n`;

const IMPORTS: { from: FileKind; allowed: string[]; refused: string[] }[] = [
  {
    from: 'engine',
    allowed: [use('x', './matrix'), use('x', '../engine/matrix')],
    refused: [
      useType('Finding', '../experiment/format/finding'),
      use('createStream', 'fflate'),
      use('readFileSync', 'node:fs'),
      use('readFileSync', 'fs'),
      use('Uri', 'vscode'),
    ],
  },
  {
    from: 'experiment',
    allowed: [
      ...[use('x', '../engine/ground/spec'), use('parseTree', 'jsonc-parser')],
      use('t', '@vscode/l10n'),
    ],
    refused: [
      useType('Frame', '../protocol/snapshot'),
      use('x', '../worker/runLoop'),
      use('readFileSync', 'node:fs'),
      use('Uri', 'vscode'),
      use('x', 'jsonc-parser-of-another'),
    ],
  },
  {
    from: 'protocol',
    allowed: [
      useType('Dtype', '../engine/ground/spec'),
      useType('Finding', '../experiment/format/finding'),
      use('TENSORS', '../engine/ground/tensors'),
    ],
    refused: [
      use('ACTIVATIONS', '../engine/ground/spec'),
      use('TENSORS', '../engine/ground/tensorsOfAnother'),
      useType('X', '../worker/runLoop'),
      use('parseTree', 'jsonc-parser'),
    ],
  },
  {
    from: 'worker',
    allowed: [use('x', '../engine/run'), use('x', '../experiment/prepare')],
    refused: [
      use('x', '../host/sessions'),
      use('Uri', 'vscode'),
      use('Worker', 'node:worker_threads'),
    ],
  },
  {
    from: 'cli',
    allowed: [use('x', '../engine/run'), use('readFileSync', 'node:fs')],
    refused: [use('x', '../worker/runLoop'), use('x', '../protocol/channel'), use('Uri', 'vscode')],
  },
  {
    from: 'host',
    allowed: [
      use('Uri', 'vscode'),
      use('x', '../experiment/read'),
      use('x', '../protocol/channel'),
      useType('Matrix', '../engine/ground/spec'),
    ],
    refused: [
      use('Run', '../engine/run'),
      use('Run', '../../src/engine/training/run'),
      useType('Panel', '../../webview/main'),
      use('readFileSync', 'node:fs'),
      use('x', '../cli/main'),
    ],
  },
  {
    from: 'extension',
    allowed: [use('x', './host/activate'), use('Uri', 'vscode')],
    refused: [use('x', '../webview/main')],
  },
  {
    from: 'webview',
    allowed: [
      useType('Frame', '../src/protocol/snapshot'),
      use('STEP_NORMS', '../src/protocol/snapshot'),
      use('TENSORS', '../src/engine/ground/tensors'),
      useType('Dtype', '../src/engine/ground/spec'),
      use('Chart', 'chart.js'),
      use('Marked', 'marked'),
      use('t', '@vscode/l10n'),
    ],
    refused: [
      use('ACTIVATIONS', '../src/engine/ground/spec'),
      useType('Finding', '../src/experiment/format/finding'),
      useType('X', '../src/host/sessions/sessions'),
      use('Uri', 'vscode'),
      use('provideVSCodeDesignSystem', '@vscode/webview-ui-toolkit'),
    ],
  },
  {
    from: 'toolkit',
    allowed: [use('provideVSCodeDesignSystem', '@vscode/webview-ui-toolkit')],
    refused: [use('Chart', 'chart.js')],
  },
];

const CODE: [rule: string, file: FileKind, snippet: string][] = [
  ['regexp/no-super-linear-backtracking', 'experiment', 'export const p = /^(a+)+$/;\n'],
  ['regexp/no-super-linear-backtracking', 'webview', 'export const p = /^\\s*a?\\s*$/;\n'],
  ['regexp/no-super-linear-move', 'experiment', 'export const p = /\\s+$/;\n'],
  ['regexp/no-dupe-disjunctions', 'engine', 'export const p = /a|ab|a/;\n'],
  ['regexp/no-contradiction-with-assertion', 'engine', 'export const p = /a\\b-?a/;\n'],
  ['regexp/no-misleading-unicode-character', 'host', 'export const p = /[👍]/;\n'],
  ['no-undef', 'engine', 'export const here = process.cwd();\n'],
  ['no-undef', 'experiment', 'export const bytes = Buffer.from([1]);\n'],
  ['no-undef', 'protocol', 'export const title = document.title;\n'],
  ['no-undef', 'engine', 'setTimeout(() => undefined, 1);\n'],
  ['no-undef', 'host', 'export const here = process.cwd();\n'],
  ['no-restricted-properties', 'engine', 'export const x = Math.random();\n'],
  ['no-restricted-properties', 'webview', "document.body.innerHTML = 'x';\n"],
  ['no-restricted-syntax', 'host', "export const later = import('./log');\n"],
  ...[
    "import { Hover } from 'vscode';\nexport const shown = new Hover('x');\n",
    "import { MarkdownString as Text } from 'vscode';\nexport const shown = new Text('x');\n",
    "import * as vscode from 'vscode';\nexport const shown = new vscode.Hover('x');\n",
    "import { window } from 'vscode';\nvoid window.showErrorMessage('x');\n",
    "import { window } from 'vscode';\nvoid window['showErrorMessage']('x');\n",
    "import { window } from 'vscode';\nexport const { showQuickPick } = window;\n",
    "import { window } from 'vscode';\nexport const bar = window.createStatusBarItem();\n",
    "import { commands } from 'vscode';\ncommands.registerCommand('x', () => undefined);\n",
    "export const f = (text: { appendMarkdown(x: string): void }) => text.appendMarkdown('x');\n",
    'export const f = (text: { isTrusted: boolean }) => {\n  text.isTrusted = true;\n};\n',
    "export const f = (of: { panel: { title: string } }) => {\n  of.panel.title = 'x';\n};\n",
  ].flatMap((snippet): [string, FileKind, string][] => [
    ['no-restricted-syntax', 'host', snippet],
    ['no-restricted-syntax', 'extension', snippet],
  ]),
  ['no-console', 'host', "console.log('x');\n"],
  ['import-x/no-default-export', 'engine', 'export default 1;\n'],
  [
    '@typescript-eslint/no-floating-promises',
    'host',
    'async function f(): Promise<number> {\n  return await Promise.resolve(1);\n}\nf();\n',
  ],
  ['@typescript-eslint/no-explicit-any', 'engine', 'export const x: any = 1;\n'],
  ['@typescript-eslint/no-non-null-assertion', 'engine', 'export const f = (x?: string) => x!;\n'],
  [
    '@typescript-eslint/consistent-type-imports',
    'experiment',
    "import { Dtype } from '../engine/ground/spec';\nexport type Used = Dtype;\n",
  ],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'engine',
    "export function f(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n}\n",
  ],
  [
    '@typescript-eslint/naming-convention',
    'engine',
    'export interface IShape {\n  n: number;\n}\n',
  ],
  ['@typescript-eslint/naming-convention', 'engine', 'export const _hidden = 1;\n'],
  ['eqeqeq', 'engine', 'export const f = (x: number) => x == 1;\n'],
  ['max-lines', 'engine', 'export {};\n'.repeat(251)],
];

const NEED_TYPES = [
  '@typescript-eslint/no-floating-promises',
  '@typescript-eslint/switch-exhaustiveness-check',
];
const NEED_NONE = [LAYER, ...CODE.map(([rule]) => rule)].filter(rule => !NEED_TYPES.includes(rule));

const inOneLine = (snippet: string): string =>
  snippet.length < 250 ? snippet.trim().replaceAll('\n', ' ') : snippet.split('\n')[0];

/** A linter of the project's own configuration that runs these of its rules alone: the rest is slow. */
function linterOf(rules: readonly string[], options: ESLint.Options = {}): ESLint {
  return new ESLint({ cwd: ROOT, ruleFilter: ({ ruleId }) => rules.includes(ruleId), ...options });
}

describe('the linter', function () {
  this.timeout(60_000); // the first snippet that needs types loads the whole program's
  const untyped: ESLint.Options = {
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parserOptions: { projectService: false } },
    },
  };
  const quick = linterOf(NEED_NONE, untyped);
  const typed = linterOf(NEED_TYPES);

  async function rulesFor(
    kind: FileKind,
    snippet: string,
    linter: ESLint = quick,
  ): Promise<(string | null)[]> {
    const results = await linter.lintText(snippet, { filePath: path.join(ROOT, FILES[kind]) });
    return results.flatMap(result => result.messages.map(message => message.ruleId));
  }

  for (const { from, allowed, refused } of IMPORTS) {
    it(`holds the imports of ${from}`, async () => {
      for (const snippet of allowed)
        assert.ok(!(await rulesFor(from, snippet)).includes(LAYER), `refused: ${snippet}`);
      for (const snippet of refused)
        assert.ok((await rulesFor(from, snippet)).includes(LAYER), `not refused: ${snippet}`);
    });
  }

  for (const [rule, file, snippet] of CODE) {
    it(`refuses by ${rule} in ${file}: ${inOneLine(snippet)}`, async () => {
      const rules = await rulesFor(file, snippet, NEED_TYPES.includes(rule) ? typed : quick);
      assert.ok(rules.includes(rule), `only: ${rules.join(', ')}`);
    });
  }

  it('lets types of what is shown pass, and everything in the doors themselves', async () => {
    const type = "import { type Hover } from 'vscode';\nexport type Used = Hover;\n";
    assert.deepEqual(await rulesFor('host', type), []);
    assert.deepEqual(
      await rulesFor('host', type.replace('{ type', '{').replace('import', 'import type')),
      [],
    );
    const door = "import { window } from 'vscode';\nvoid window.showErrorMessage('x');\n";
    assert.deepEqual(await rulesFor('door', door), []);
  });
});
