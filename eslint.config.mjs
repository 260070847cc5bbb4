// The rules of the house. The layers' rules are those of the architecture: test/unit/tools proves
// that each of them bites.
import eslint from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import * as regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const LAYERS = ['engine', 'experiment', 'protocol', 'worker', 'cli', 'host'];

/** Names that exist in Node, in a browser and in a web worker alike. */
const UNIVERSAL = [
  ...['TextDecoder', 'TextEncoder', 'WebAssembly', 'URL', 'structuredClone', 'performance'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask', 'atob'],
  ...['AbortController', 'AbortSignal', 'MessageChannel', 'crypto'],
];
/** Those among them that have no clock, no output and no life of their own. */
const PURE = ['TextDecoder', 'TextEncoder', 'WebAssembly', 'structuredClone'];

const alternatives = names => names.join('|');
/** Pure values that whole layers share: a layer that may import types of theirs may import these. */
const SHARED = ['engine/ground/numbers', 'engine/ground/tensors'];
const inLayers = (names, but = []) =>
  `^(?:\\.\\./)+(?:src/)?${but.map(module => `(?!${module}$)`).join('')}(?:${alternatives(names)})(?:/|$)`;
const list = names => (names.length > 0 ? names.join(', ') : 'nothing');

/**
 * Patterns for what `name` may not import: other layers by value or at all, and every package but
 * the given ones (each a regular expression).
 */
function imports(name, { values = [], types = [], packages = [] }) {
  const others = LAYERS.filter(layer => layer !== name && !values.includes(layer));
  const never = others.filter(layer => !types.includes(layer));
  const patterns = [
    {
      regex: `^(?!\\.{1,2}(?:/|$))(?!(?:${alternatives(packages)})$)`,
      message: `${name} imports of packages: ${list(packages)}.`,
    },
    {
      regex: inLayers(never),
      message: `${name} imports of other layers: ${list([...values, ...types])}.`,
    },
  ];
  if (name !== 'webview')
    patterns.push({
      regex: '^(?:\\.\\./)+webview(?:/|$)',
      message: 'Only the page itself imports webview/.',
    });
  if (types.length > 0)
    patterns.push({
      regex: inLayers(types, SHARED),
      allowTypeImports: true,
      message: `${name} imports types, not values, of ${list(types)}.`,
    });
  return { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] };
}

const STATIC_IMPORTS = {
  selector: 'ImportExpression',
  message: 'Import statically: the layer rules read that.',
};

/** Of the editor's own: what is built of them is shown to a person. */
const SHOWN = [
  ...['MarkdownString', 'Hover', 'CodeLens', 'CodeAction', 'Diagnostic', 'InlayHint', 'TreeItem'],
  ...['DocumentSymbol', 'SymbolInformation', 'CompletionItem', 'SignatureHelp', 'DocumentLink'],
  ...['InlayHintLabelPart', 'DiagnosticRelatedInformation', 'MarkedString', 'FileDecoration'],
];
const SPEAKS = [
  ...['showErrorMessage', 'showWarningMessage', 'showInformationMessage', 'withProgress'],
  ...['showQuickPick', 'createQuickPick', 'showInputBox', 'createInputBox', 'showOpenDialog'],
  ...['showSaveDialog', 'showWorkspaceFolderPick', 'setStatusBarMessage', 'createStatusBarItem'],
  ...['createOutputChannel', 'createTerminal', 'registerCommand', 'registerTextEditorCommand'],
];
const MARKS = [
  ...['appendMarkdown', 'appendCodeblock', 'isTrusted', 'supportHtml', 'supportThemeIcons'],
];
const named = names => `[name=/^(?:${alternatives(names)})$/]`;
const AT_THE_DOOR = 'Show it through src/host/surfaces: what comes from a file is never markup.';
/** Text of a file reaches the editor's surfaces through the doors alone. */
const DOORS = [
  `ImportDeclaration[source.value='vscode'][importKind!='type'] > ImportNamespaceSpecifier`,
  `ImportDeclaration[source.value='vscode'][importKind!='type'] > ` +
    `ImportSpecifier[importKind!='type'] > Identifier.imported${named(SHOWN)}`,
  `MemberExpression > Identifier.property${named([...SPEAKS, ...MARKS])}`,
  `MemberExpression[computed=true] > Literal.property[value=/^(?:${alternatives([...SPEAKS, ...MARKS])})$/]`,
  `Property > Identifier.key${named([...SPEAKS, ...MARKS])}`,
  `AssignmentExpression > MemberExpression.left[property.name=/^(?:title|description|message|tooltip|label|text)$/]` +
    `[object.property.name=/^(?:view|panel|item)$/]`,
].map(selector => ({ selector, message: AT_THE_DOOR }));

/** No global but those of the language and these: `no-undef` knows the language's own. */
const globalsOnly = names => ({
  languageOptions: { globals: Object.fromEntries(names.map(name => [name, 'readonly'])) },
  rules: { 'no-undef': 'error' },
});

export default defineConfig(
  globalIgnores(['dist/', 'out/', '.cache/', '.vscode-test/', 'test/fixtures/']),
  // AssemblyScript, whose own compiler is its judge, and what it is compiled to.
  globalIgnores(['src/engine/kernels/assembly/', 'src/engine/kernels/generated/']),
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-non-null-assertion': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-shadow': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'default', format: null, leadingUnderscore: 'forbid' },
        { selector: 'parameter', modifiers: ['unused'], format: null, leadingUnderscore: 'allow' },
        { selector: 'typeLike', format: ['PascalCase'] },
        {
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]', match: false },
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    // Texts of people come in any length: no pattern may take its square.
    files: ['src/**/*.{ts,mjs}', 'webview/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-contradiction-with-assertion': 'error',
      'regexp/no-dupe-disjunctions': 'error',
      'regexp/no-misleading-unicode-character': 'error',
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': ['error', { ignorePartial: false }],
    },
  },
  {
    plugins: { 'import-x': importX },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['tsconfig.json', 'webview', 'test'],
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      eqeqeq: 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-duplicates': 'error',
      'no-implicit-coercion': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', STATIC_IMPORTS],
    },
  },
  // The layers, from the bottom to the top.
  { files: ['src/engine/**/*.ts'], rules: imports('engine', {}) },
  {
    files: ['src/experiment/**/*.ts'],
    rules: imports('experiment', {
      values: ['engine'],
      packages: ['jsonc-parser', 'papaparse', 'fflate', '@vscode/l10n'],
    }),
  },
  {
    files: ['src/protocol/**/*.ts'],
    rules: imports('protocol', { types: ['engine', 'experiment'] }),
  },
  {
    files: ['src/worker/**/*.ts'],
    rules: imports('worker', { values: ['engine', 'experiment', 'protocol'] }),
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: {
      ...imports('cli', { values: ['engine', 'experiment'], packages: ['node:.+'] }),
      'no-console': 'off',
    },
  },
  {
    files: ['src/host/**/*.ts'],
    rules: imports('host', {
      values: ['experiment', 'protocol', 'worker'],
      types: ['engine'],
      packages: ['vscode', 'jsonc-parser', '@vscode/l10n'],
    }),
  },
  {
    files: ['src/host/**/*.ts', 'src/extension*.ts'],
    ignores: ['src/host/surfaces/**'],
    rules: { 'no-restricted-syntax': ['error', STATIC_IMPORTS, ...DOORS] },
  },
  {
    files: ['src/extension*.ts'],
    rules: imports('extension', { values: ['host', 'protocol'], packages: ['vscode', 'node:.+'] }),
  },
  {
    files: ['webview/**/*.ts'],
    rules: {
      ...imports('webview', {
        values: ['protocol'],
        types: ['engine'],
        packages: ['chart\\.js(?:/.+)?', 'marked', '@vscode/l10n'],
      }),
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map(property => ({
          property,
          message: 'What comes from a file is text: use textContent.',
        })),
      ],
    },
  },
  {
    files: ['webview/kit/toolkit.ts'],
    rules: imports('webview', { packages: ['@vscode/webview-ui-toolkit'] }),
  },
  {
    files: ['webview/derivation/formula/typesetter.ts'],
    rules: imports('webview', { packages: ['temml'] }),
  },
  // One code for the Node worker, the web worker, vscode.dev and the terminal.
  {
    files: ['src/engine/**/*.ts', 'src/experiment/**/*.ts', 'src/protocol/**/*.ts'],
    ...globalsOnly(PURE),
  },
  {
    files: ['src/worker/**/*.ts', 'src/host/**/*.ts'],
    ignores: ['src/worker/main.*.ts'],
    ...globalsOnly(UNIVERSAL),
  },
  // Same file and same seed: same numbers.
  {
    files: ['src/engine/**/*.ts', 'src/experiment/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from the experiment’s stream.' },
        { object: 'Date', property: 'now', message: 'A result does not depend on the clock.' },
      ],
    },
  },
  // Published constants keep the digits of their source.
  { files: ['src/engine/**/*.ts'], rules: { 'no-loss-of-precision': 'off' } },
  // Plain scripts, and configuration that its tool wants as a default export.
  {
    files: ['**/*.mjs', '**/*.cjs'],
    ...globalsOnly(['process', 'console']),
  },
  {
    files: ['eslint.config.mjs', '.dependency-cruiser.mjs', 'test/tools/stryker.config.mjs'],
    rules: { 'import-x/no-default-export': 'off' },
  },
);
