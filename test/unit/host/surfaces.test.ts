/** Text of a file is text on every surface: the two doors, held against what VS Code reads in it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { code, joined, markup, picture, table } from '../../../src/host/surfaces/markup';
import { LONGEST, plain, plainLines, withIcon } from '../../../src/host/surfaces/plainText';

/** What VS Code makes a link of in a notification (`parseLinkedText`, 1.100 to 1.139). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** What VS Code makes an icon of in labels, lenses and the status bar. */
const ICON = /\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/;
const RUNS = '[Click here](command:workbench.action.terminal.sendSequence?%7B%7D)';
/** The ends that markup is made of, with what stands between them. */
const HOSTILE = fc
  .array(
    fc.oneof(
      fc.constantFrom('[', ']', '(', ')', '$', '\\', '`', '``', '!', '<', '>', '|', '*', '_', '&'),
      fc.constantFrom(
        'command:x',
        'https://x.example/y.png',
        'zap',
        '<img src=x>',
        'www.x.example',
      ),
      fc.constantFrom('\n', '\r\n', '\t', ' ', '\u2028', '\u202e', '\u2066', '\u0000', '\u2060'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''));

describe('plain text', () => {
  it('of several lines keeps its lines and tabs, but no control characters and no turns', () => {
    assert.equal(plainLines('a\tb\n\u001b[31mc\u202ed\r\n'), 'a\tb\n [31mcd \n');
  });

  it('is no link where a notification would make one, and still reads as it did', () => {
    assert.match(RUNS, LINK);
    assert.doesNotMatch(plain(`The path "${RUNS}" is absolute.`), LINK);
    assert.equal(plain(RUNS).replaceAll('\u2060', ''), RUNS);
  });

  it('has no icons but those before it', () => {
    assert.doesNotMatch(plain('$(zap) $(sync~spin)'), ICON);
    assert.equal(withIcon('play', 'Train'), '$(play) Train');
    assert.doesNotMatch(withIcon('play', '$(zap)').slice('$(play)'.length), ICON);
  });

  it('makes no markup of what stood apart', () => {
    for (const between of ['\u202e', '\u2066\u2069', '\u202a'])
      assert.doesNotMatch(plain(`[x]${between}(command:y) $${between}(zap)`), LINK);
    assert.doesNotMatch(plain('$\u202e(zap)'), ICON);
  });

  it('is one line, and turns no direction', () => {
    assert.equal(plain('a\r\nb\u2028c\td\u0000e'), 'a b c d e');
    assert.equal(plain('loss\u202egnp.exe\u202c'), 'lossgnp.exe');
    assert.equal(plain('שלום, ‏x'), 'שלום, ‏x');
  });

  it('is cut where it is too long, between characters', () => {
    const long = plain('x'.repeat(1e6));
    assert.equal(long.length, LONGEST.sentence);
    assert.ok(long.endsWith('x…'));
    assert.equal(plain('ab😀c', 4), 'ab…');
    assert.equal(plain('ab😀', 4), 'ab😀');
  });

  it('is so whatever it is made of', () => {
    fc.assert(
      fc.property(HOSTILE, text => {
        for (const shown of [plain(text), plain(text, 7), withIcon('x', text).slice(4)]) {
          assert.doesNotMatch(shown, LINK);
          assert.doesNotMatch(shown, ICON);
          assert.doesNotMatch(shown, /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

/** Where every mark stands behind a backslash, CommonMark has no markup left to find. */
function assertNoMarks(markdown: string): void {
  const left = markdown.replace(/\\[!-/:-@[-`{-~]/g, '');
  assert.doesNotMatch(left, /[!-/:-@[-`{-~\n\r]/, markdown);
}

describe('markup', () => {
  it('is what is written, and none of what is inserted', () => {
    assert.equal(markup`**${'a*b'}** of ${3}`.markdown, '**a\\*b** of 3');
    assert.equal(markup`${markup`*a*`} ${-0.5}`.markdown, '*a* \\-0\\.5');
    assert.equal(joined([markup`a`, markup`${'`'}`], '\n\n').markdown, 'a\n\n\\`');
    fc.assert(
      fc.property(HOSTILE, text => assertNoMarks(markup`${text}`.markdown)),
      { numRuns: 5000 },
    );
  });

  it('loads no picture and has no link', () => {
    for (const text of [RUNS, '![x](https://evil.example/x.png)', 'https://evil.example', '<img>'])
      assertNoMarks(markup`${text}`.markdown);
  });

  it('has code that its text cannot leave', () => {
    assert.equal(code('loss').markdown, '`loss`');
    assert.equal(code('a`![x](https://y)').markdown, '`` a`![x]\u2060(https://y) ``');
    assert.equal(code(' `` ').markdown, '``` `` ```');
    assert.equal(code('\n').markdown, '');
    fc.assert(
      fc.property(HOSTILE, text => {
        const { markdown } = code(text);
        if (markdown === '') return;
        const [fence] = /^`+/.exec(markdown) ?? [''];
        const runs = [...markdown.matchAll(/`+/g)].map(([run]) => run);
        assert.deepEqual([runs[0], runs[runs.length - 1]], [fence, fence]);
        assert.ok(runs.slice(1, -1).every(({ length }) => length !== fence.length));
        assert.doesNotMatch(markdown, /[\n\r]/);
      }),
      { numRuns: 5000 },
    );
  });

  it('has tables whose cells stay cells', () => {
    const head = { head: 'a|b', align: 'right' } as const;
    const lines = table([head], [['\\|x\n|y']]).markdown.split('\n');
    assert.deepEqual(lines, ['| a\\|b |', '|-:|', '| \\\\\\|x \\|y |']);
  });

  it('has pictures of its own alone', () => {
    const { markdown } = picture('](https://x)', '<svg>(a)</svg>');
    assert.match(
      markdown,
      /^!\[.*\\\].*\]\(data:image\/svg\+xml;utf8,%3Csvg%3E%28a%29%3C%2Fsvg%3E\)$/,
    );
  });
});
