/** Hostile text in every field that takes text, and what no surface may make of it. */
import assert from 'node:assert/strict';
import type { MarkdownString } from 'vscode';

/** Everything at once that VS Code makes something of somewhere. */
export const HOSTILE =
  '[x](command:planted) `![p](https://evil.example/p.png)` <img src=x> $(zap)\n\u202e|';
/** As much of it as a symbol of the notation may be long. */
const SHORT = '[x](command:a)$(zap)';

/** A table whose header, whose categories and whose labels are hostile. */
export const TABLE = [
  [`${HOSTILE}a`, `${HOSTILE}b`, `${HOSTILE}y`].map(quoted).join(','),
  ...Array.from({ length: 12 }, (_, i) =>
    [i, quoted(`${HOSTILE}${(i * 7) % 5}`), quoted(`${HOSTILE}${i % 2}`)].join(','),
  ),
].join('\n');

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** An experiment that trains, of the table of this name. */
export function trainable(table: string): object {
  return {
    version: 1,
    name: HOSTILE,
    description: HOSTILE,
    notation: {
      ...{ weights: `${SHORT}W`, biases: [`${SHORT}b`, `${SHORT}c`], activations: `${SHORT}a` },
      ...{ preactivations: `${SHORT}z`, deltas: `${SHORT}d`, output: `${SHORT}o` },
      ...{ target: `${SHORT}t`, loss: `${SHORT}L` },
    },
    data: {
      train: {
        type: 'csv',
        path: table,
        features: [
          `${HOSTILE}a`,
          {
            column: `${HOSTILE}b`,
            as: 'ordinal',
            categories: Array.from({ length: 5 }, (_, i) => `${HOSTILE}${i}`),
          },
        ],
        label: `${HOSTILE}y`,
        comment: `${HOSTILE}c`,
      },
      encoding: 'one_hot',
      normalization: 'zscore',
      split: { train: 0.7, validation: 0.3 },
    },
    model: {
      layers: [
        { name: `${HOSTILE}1`, units: 2, activation: 'relu' },
        { name: `${HOSTILE}2`, units: 2, activation: 'softmax' },
      ],
    },
    loss: { type: 'cross_entropy' },
    optimizer: { type: 'sgd', learning_rate: 0.1 },
    metrics: [
      { name: `${HOSTILE}m`, type: 'cross_entropy' },
      { name: `${HOSTILE}n`, type: 'accuracy' },
    ],
    trainer: {
      epochs: 3,
      log_format: `{epoch} ${HOSTILE}`,
      early_stopping: { monitor: `${HOSTILE}m`, patience: 2 },
    },
    sweep: {
      parameters: { 'optimizer.learning_rate': { values: [0.1, 0.2] }, seed: { values: [0, 1] } },
      metric: { name: `${HOSTILE}m`, goal: 'minimize' },
      aggregate_over: ['seed'],
    },
    checks: { expect: { path: 'loss', step: 0, value: 1e9 } },
  };
}

export const EXPRESSION = {
  version: 1,
  kind: 'expression',
  name: HOSTILE,
  description: HOSTILE,
  expression: { inputs: { x: 2, y: 3 }, steps: ['f = x * y'] },
};

/** Fields of text that neither of them has, each with a file that does not exist or a wrong formula. */
export const MORE_FIELDS = {
  $schema: HOSTILE,
  data: {
    train: { type: 'idx', images: HOSTILE, labels: HOSTILE },
    validation: { type: 'npy', path: HOSTILE, x: HOSTILE, y: HOSTILE },
    test: { type: 'csv', path: HOSTILE, targets: HOSTILE, label: [HOSTILE], y: [HOSTILE] },
  },
  model: {
    layers: [
      {
        kernel_initializer: { type: 'file', file: HOSTILE, key: HOSTILE },
        bias_initializer: { type: 'file', file: HOSTILE, key: HOSTILE },
      },
    ],
  },
  sweep: { aggregate_over: [HOSTILE] },
  checks: {
    expect: [{ path: HOSTILE }],
    formula: [{ for: HOSTILE, formula: HOSTILE }],
    compare_gradients: { file: HOSTILE },
  },
};

/** The same with every text replaced, and with a key of that name in every object. */
export function spoilt(value: unknown, text: string): unknown {
  if (typeof value === 'string') return value === 'expression' ? value : text;
  if (Array.isArray(value)) return value.map(item => spoilt(item, text));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, spoilt(child, text)] as const);
  return Object.fromEntries([...entries, [text, text]]);
}

/** One text of the file in place of another, for messages that show forty characters at most. */
export const TEXTS = [
  HOSTILE,
  '[x](command:planted)',
  '![x](https://e.example)',
  '`$(zap)`\n\u202e',
];

/** What a notification makes a link of, and a label, a lens and the status bar an icon. */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** All that may run a command in a hover, and that one alone: our own words, nothing of a file. */
const GUIDE_LINK =
  /^\[Read on in the guide\]\(command:backprop\.openGuide\?%5B%22format\.md%22%2C%22[a-z]+%22%5D\)$/;

/** @param icon of our own, which may stand before it */
export function assertPlain(surface: string, text: string, icon = false): void {
  const rest = icon ? text.replace(/^\$\([a-z-]+\) /, '') : text;
  for (const sign of [LINK, ICON, CONTROL])
    assert.doesNotMatch(rest, sign, `${surface}: ${JSON.stringify(text)}`);
}

/** Of code between backticks, of escaped marks and of pictures in the text itself nothing comes. */
export function assertHarmless(surface: string, text: MarkdownString | string | undefined): void {
  if (text === undefined || typeof text === 'string') return assertPlain(surface, text ?? '');
  const where = `${surface}: ${JSON.stringify(text.value)}`;
  if (GUIDE_LINK.test(text.value)) {
    assert.deepEqual(text.isTrusted, { enabledCommands: ['backprop.openGuide'] }, where);
    return;
  }
  assert.ok(!text.isTrusted && !text.supportHtml && !text.supportThemeIcons, where);
  const left = text.value
    .replace(/!\[(?:\\.|[^\]\\])*\]\(data:image\/svg\+xml;utf8,[^)\s]+\)/g, '')
    .replace(/\\[!-/:-@[-`{-~]/g, '')
    .replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
  assert.doesNotMatch(left, /[<>[\]`@]|:\/\/|www\./, where);
}

/** Whether any of it arrived: a surface that shows nothing of it proves nothing. */
export const PLANTED = /command:planted|evil\.example|e\.example|zap/;

/** What has been looked at, all of one surface together. */
export class Looked {
  private readonly seen = new Map<string, string>();

  plain(surface: string, texts: readonly (string | undefined)[], icon = false): void {
    for (const text of texts) {
      assertPlain(surface, text ?? '', icon);
      this.note(surface, text ?? '');
    }
  }

  harmless(surface: string, text: MarkdownString | string | undefined): void {
    assertHarmless(surface, text);
    const words = typeof text === 'object' ? asRead(text.value) : text;
    this.note(surface, words ?? '');
  }

  carried(...surfaces: string[]): void {
    for (const surface of surfaces)
      assert.match(this.seen.get(surface) ?? '', PLANTED, `nothing of it came to: ${surface}`);
  }

  private note(surface: string, text: string): void {
    this.seen.set(surface, `${this.seen.get(surface) ?? ''}\n${text}`);
  }
}

/** Markdown as a person reads it: a mark behind a backslash stands for itself. */
function asRead(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
