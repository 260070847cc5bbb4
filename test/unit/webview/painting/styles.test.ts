/** What the style sheet mixes of the theme's colours can be seen against its background. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contrast, parseColor, type Rgb } from '../../../../webview/drawing/colors';
import themes from '../../../tools/panelPreview/themes.json';

const CSS = readFileSync(path.join(__dirname, '../../../../webview/styles.css'), 'utf8');
/** What a part of a control needs to be seen (WCAG 2, 1.4.11). */
const SEEN = 3;

function numberIn(pattern: RegExp): number {
  const found = pattern.exec(CSS);
  assert.ok(found, `nothing like ${pattern.source}`);
  return Number(found[1]);
}

describe('the style sheet', () => {
  const track = numberIn(/--rest: color-mix\(in srgb, var\(--vscode-foreground\) (\d+)%/);
  const icon = numberIn(/\n\.icon-button \{[^}]*opacity: ([\d.]+);/);

  for (const [name, colors] of Object.entries(themes)) {
    const background = parseColor(colors['--vscode-editor-background']);
    const over = (color: string, share: number): Rgb => {
      const found = parseColor(color);
      assert.ok(found && background);
      const [r, g, b] = found.map((channel, i) => channel * share + background[i] * (1 - share));
      return [r, g, b];
    };
    const isSeen = (color: Rgb): void => {
      assert.ok(background);
      const ratio = contrast(color, background);
      assert.ok(ratio >= SEEN, ratio.toFixed(2));
    };

    it(`shows what is left of the ruler's way (${name})`, () => {
      isSeen(over(colors['--vscode-foreground'], track / 100));
    });

    it(`shows the icons of the tools (${name})`, () => {
      isSeen(over(colors['--vscode-icon-foreground'], name.startsWith('hc') ? 1 : icon));
    });
  }
});
