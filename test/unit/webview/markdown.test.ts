import assert from 'node:assert/strict';
import { useDom } from './dom';
import type { TypesetterWindow } from '../../../webview/derivation/formula/typesetter';
import { markdownNodes } from '../../../webview/task/markdown';

describe('Markdown', () => {
  useDom();

  const html = (text: string): string => {
    const box = document.createElement('div');
    box.append(...markdownNodes(text));
    return box.innerHTML;
  };

  it('of one plain sentence is that sentence', () => {
    assert.equal(
      html('XOR on 21 points: a * b, 2 < 3.'),
      '<p>XOR on 21 points: a * b, 2 &lt; 3.</p>',
    );
  });

  it('has paragraphs and headings below that of the section', () => {
    const text = '# Lab #\nOne\ntwo.\r\n\r\nThree.\n## Part\n##### Detail\n#no heading';
    const expected =
      '<h3>Lab</h3><p>One\ntwo.</p><p>Three.</p><h4>Part</h4><h5>Detail</h5><p>#no heading</p>';
    assert.equal(html(text), expected);
  });

  it('has bold, italic and code, but leaves names and products alone', () => {
    for (const [text, expected] of [
      ['**b** and *i*', '<strong>b</strong> and <em>i</em>'],
      ['**a *b* c**', '<strong>a <em>b</em> c</strong>'],
      ['_i_, learning_rate_max', '<em>i</em>, learning_rate_max'],
      ['`a *b* <i>`', '<code>a *b* &lt;i&gt;</code>'],
      ['`` a ` b ``', '<code>a ` b</code>'],
      ['2 * 3 * 4, ** no **', '2 * 3 * 4, ** no **'],
      ['\\*plain\\* \\a', '*plain* \\a'],
      ['an `open tick, a **star', 'an `open tick, a **star'],
    ])
      assert.equal(html(text), `<p>${expected}</p>`);
  });

  it('has lists, also in lists, with what is indented below an item', () => {
    for (const [text, expected] of [
      ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
      ['  * a\n  * b', '<ul><li>a</li><li>b</li></ul>'],
      ['Do:\n1. a\n2. b', '<p>Do:</p><ol><li>a</li><li>b</li></ol>'],
      ['- [x] a\n- [ ] b', '<ul><li>☑ a</li><li>☐ b</li></ul>'],
      ['3. c', '<ol start="3"><li>c</li></ol>'],
      ['- a\n  more\n  - b', '<ul><li>a\nmore<ul><li>b</li></ul></li></ul>'],
      ['- a\n\n  b\n\nc', '<ul><li><p>a</p><p>b</p></li></ul><p>c</p>'],
      ['1. a\n   ```\n   x\n   ```', '<ol><li>a<pre tabindex="0"><code>x</code></pre></li></ol>'],
      ['- a\n1. b', '<ul><li>a</li></ul><ol><li>b</li></ol>'],
    ])
      assert.equal(html(text), expected);
  });

  it('has code as it stands, up to its fence or the end', () => {
    const code = (words: string): string => `<pre tabindex="0"><code>${words}</code></pre>`;
    assert.equal(html('```python\nx = *a*\n\n# b\n```\nc'), `${code('x = *a*\n\n# b')}<p>c</p>`);
    assert.equal(html('~~~\n```\n~~~'), code('```'));
    assert.equal(html('```\n<b>open</b>'), code('&lt;b&gt;open&lt;/b&gt;'));
  });

  it('has tables, quotations and rules', () => {
    const head = '<thead><tr><th>x</th><th>y</th></tr></thead>';
    for (const [text, expected] of [
      [
        '| x | y |\n|---|---|\n| 1 | *2* |',
        `<table>${head}<tbody><tr><td>1</td><td><em>2</em></td></tr></tbody></table>`,
      ],
      ['> a\n> b', '<blockquote><p>a\nb</p></blockquote>'],
      ['a\n\n---\n\nb  \nc ~~d~~', '<p>a</p><hr><p>b<br>c <del>d</del></p>'],
    ])
      assert.equal(html(text), expected);
  });

  it('has links to the web alone', () => {
    const link = (address: string, words: string): string =>
      `<a href="${address}" title="${address}">${words}</a>`;
    assert.equal(
      html('[*n*](https://a.org/x?y=1)'),
      `<p>${link('https://a.org/x?y=1', '<em>n</em>')}</p>`,
    );
    assert.equal(html('<http://a.org>'), `<p>${link('http://a.org', 'http://a.org')}</p>`);
    for (const text of [
      '[a](javascript:alert(1))',
      '[a](command:workbench.action.quit)',
      '[a](data:text/html,x)',
      '[a](//a.org)',
      '[a](vscode://x)',
      '![a](https://a.org/x.png)',
    ]) {
      const box = document.createElement('div');
      box.append(...markdownNodes(text));
      assert.equal(box.querySelector('a, img'), null, text);
      assert.equal(box.textContent, text);
    }
  });

  it('gives a link nothing but its address', () => {
    const box = document.createElement('div');
    box.append(...markdownNodes('[a](https://a.org" onclick="x) [b](https://b.org "onclick=x")'));
    for (const link of box.querySelectorAll('a'))
      assert.deepEqual(link.getAttributeNames(), ['href', 'title']);
  });

  it('reads nothing as HTML', () => {
    for (const text of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '# <b>x</b>',
      '- <iframe src="https://a.org"></iframe>',
      '[<i>a</i>](https://a.org)',
    ]) {
      const box = document.createElement('div');
      box.append(...markdownNodes(text));
      assert.equal(box.querySelector('script, img, b, i, iframe'), null, text);
    }
  });

  it('has formulas, and their TeX until they can be typeset', () => {
    const text = 'At $\\ln 2$: $$\\frac12$$ costs $5 or $6.';
    const math = (tex: string): string => `<span class="math">${tex}</span>`;
    assert.equal(html(text), `<p>At ${math('\\ln 2')}: ${math('\\frac12')} costs $5 or $6.</p>`);
    const own: TypesetterWindow = window;
    own.typesetter = { typeset: (tex, node) => (node.textContent = `[${tex}]`) };
    try {
      const expected = `<p>At ${math('[\\ln 2]')}: ${math('[\\displaystyle \\frac12]')} costs $5 or $6.</p>`;
      assert.equal(html(text), expected);
    } finally {
      delete own.typesetter;
    }
  });

  it('takes a hostile text for text, in little time', () => {
    for (const piece of [
      '[',
      '*',
      '`',
      '$',
      '_',
      '**a',
      '[a](',
      '- ',
      '1. ',
      '> ',
      '\\',
      '<https://',
      '```\n',
      '- a\n\n',
    ])
      for (const text of [piece.repeat(500), `a${piece.repeat(500)}`]) {
        const box = document.createElement('div');
        box.append(...markdownNodes(text));
        assert.equal(box.querySelector('a, img, script'), null, piece);
      }
  });
});
