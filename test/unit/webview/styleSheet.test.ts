/** The style sheet and the page belong together: nothing in it is for nothing, and nothing lacks there. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import themes from '../../tools/panelPreview/themes.json';
import { setWindowWidth, useDom } from './dom';
import { rounded } from './noFindings';
import { Panel } from './panel';
import { frameOf, told } from './told';
import * as scenes from './transcripts/scenes';

const WEBVIEW = path.join(__dirname, '../../../webview');
/** Every style sheet of the panel's page. */
const CSS = [...readFileSync(path.join(WEBVIEW, 'main.ts'), 'utf8').matchAll(/import '(.*\.css)'/g)]
  .map(([, file]) => readFileSync(path.join(WEBVIEW, file), 'utf8'))
  .join('\n')
  .replace(/\/\*[^]*?\*\//g, '');
const SOURCES = readdirSync(WEBVIEW, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(path.join(WEBVIEW, file), 'utf8'));

interface Rule {
  selectors: string[];
  /** By their properties. */
  styles: Map<string, string>;
}

const RULES: Rule[] = [...CSS.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selectors, body]) => ({
  selectors: selectors.split(',').map(each => each.trim()),
  styles: new Map(
    body.split(';').flatMap(line => {
      const [property, ...value] = line.split(':');
      return value.length > 0 ? [[property.trim(), value.join(':').trim()] as const] : [];
    }),
  ),
}));

const rulesOf = (selector: string): Rule[] =>
  RULES.filter(({ selectors }) => selectors.includes(selector));
const styleOf = (selector: string, property: string): string | undefined =>
  rulesOf(selector)
    .findLast(({ styles }) => styles.has(property))
    ?.styles.get(property);

describe('the style sheet and its page', () => {
  const { screen } = useDom();

  it('take every colour from the theme', () => {
    for (const { selectors, styles } of RULES)
      for (const [property, value] of styles) {
        const bare = value.replace(/var\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '');
        const own = /#[\da-f]{3,8}\b|\b(?:rgb|hsl)a?\(|\b(?:white|black|red|green|blue|gr[ae]y)\b/i;
        const words = `${selectors.join()} { ${property}: ${value} }`;
        assert.ok(property === 'white-space' || !own.test(bare), words);
      }
  });

  it('name variables that the editor has, or that are their own', () => {
    /** Fonts are no colours of a theme; these colours came with a use that the list has not seen. */
    const others =
      /^--vscode-(?:editor-)?font-|^--vscode-(?:(?:input-(?:background|border|foreground)|panelTitle-\w+|problemsWarningIcon-foreground|inputValidation-errorBorder)|editorWarning-foreground|charts-orange|charts-green|textCodeBlock-background)$/;
    const known = new Set(Object.values(themes).flatMap(theme => Object.keys(theme)));
    const own = new Set(RULES.flatMap(({ styles }) => [...styles.keys()]));
    const used = [...CSS.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
    const set = [...SOURCES.join().matchAll(/'(--[a-z]+)'/g)].map(([, name]) => name);
    for (const name of used) {
      const isKnown = known.has(name) || own.has(name) || set.includes(name);
      assert.ok(isKnown || others.test(name), name);
    }
    const unused = [...own].filter(name => name.startsWith('--') && !used.includes(name));
    assert.deepEqual(unused, []);
  });

  it('hide what is hidden, whatever else it is', () => {
    assert.equal(styleOf('[hidden]', 'display'), 'none !important');
    assert.equal(CSS.match(/!important/g)?.length, 1);
  });

  it('show where the focus is, in every theme', () => {
    const outlines = (selector: string) => styleOf(selector, 'outline') ?? '';
    assert.match(outlines(':focus-visible'), /^1px solid var\(--vscode-focusBorder\)$/);
    for (const theme of ['.vscode-high-contrast', '.vscode-high-contrast-light'])
      assert.match(outlines(`${theme} :focus-visible`), /^2px solid var\(--vscode-focusBorder\)$/);
    for (const { selectors, styles } of RULES)
      if (/^(?:none|0)\b/.test(styles.get('outline') ?? ''))
        assert.deepEqual(selectors, [':focus'], 'without an outline');
  });

  it('say for light high contrast what they say for dark', () => {
    for (const { selectors } of RULES)
      for (const selector of selectors.filter(each => /\.vscode-high-contrast(?!-)/.test(each))) {
        const light = selector.replace('.vscode-high-contrast', '.vscode-high-contrast-light');
        assert.ok(selectors.includes(light), selector);
      }
  });

  it('end in dots only what stands on one line', () => {
    for (const { selectors, styles } of RULES)
      if (styles.has('text-overflow')) {
        assert.match(styles.get('white-space') ?? '', /^(?:nowrap|pre)$/, selectors.join());
        assert.match(styles.get('overflow') ?? '', /hidden/, selectors.join());
      }
  });

  it('have a place for each part of the header and of the frame, however wide it is', () => {
    const areaOf = (selector: string): string =>
      styleOf(selector, 'grid-area') ?? assert.fail(selector);
    const parts = {
      '.header': ['.title', '.controls', '.status', '.stats', '.notice'],
      '.run-header': ['.title', '.controls', '.status-line', '.step', '.read', '.numbers'],
      '.numbers .stat': ['.numbers dt', '.numbers .number', '.stat .beside'],
      '.frame': ['.tabs', '.timeline', '.panel'],
      '.frame.split': ['.tab-title', '.tabs', '.timeline', '.panel', '.split > #panel-train'],
    };
    const counts = Object.entries(parts).map(([selector, children]) => {
      const templates = rulesOf(selector).flatMap(
        ({ styles }) => styles.get('grid-template') ?? [],
      );
      for (const template of templates) {
        const named = [...template.matchAll(/'([^']+)'/g)].flatMap(([, row]) => row.split(' '));
        assert.deepEqual([...new Set(named)].sort(), children.map(areaOf).sort(), selector);
      }
      return templates.length;
    });
    assert.deepEqual(counts, [1, 3, 2, 1, 1]);
  });

  it('let the menu lie over the hover, and both over the tools of the timeline', () => {
    const depths = ['.timeline .section-header', '.tooltip', '.menu'].map(each =>
      Number(styleOf(each, 'z-index')),
    );
    assert.deepEqual(
      depths,
      [...depths].sort((a, b) => a - b),
    );
    assert.equal(new Set(depths).size, 3);
    assert.equal(styleOf('.tooltip', 'pointer-events'), 'none');
  });

  it('turn the pointer into a hand over what can be pressed', () => {
    const pressed = ['.section-toggle', '.icon-button', '.toggle', '.switch button', '.link'];
    const others = ['.menu-item', '.openable', '.fold-title', '.tab', '.pass-slider'];
    for (const selector of [...pressed, ...others, '.over-button canvas'])
      assert.equal(styleOf(selector, 'cursor'), 'pointer', selector);
    for (const selector of ['.icon-button:disabled', '.toggle:disabled'])
      assert.equal(styleOf(selector, 'cursor'), 'default', selector);
  });

  it('have a rule for nothing that is not on the page in some state', async function () {
    // Thirteen pages, each on all of its tabs.
    this.timeout(150_000);
    /** Of formulas, whose MathML the tests' window has not; of the host's own document; of a moment. */
    const elsewhere = /munderover|\.shape|\.math|^#app|^:root|^html|\.scroll-probe|\.over-button/;
    const unmatched = new Set(
      RULES.flatMap(({ selectors }) => selectors.filter(each => !elsewhere.test(each))),
    );
    const look = (): void => {
      for (const selector of unmatched) {
        const bare = selector
          .replace(/::[\w-]+(?:\([\w-]+\))?/g, '')
          .replace(/:(?:focus-visible|focus-within|focus|hover|disabled|empty)/g, '');
        if (bare.trim() === '' || document.querySelector(bare)) unmatched.delete(selector);
      }
    };
    Object.assign(window, { typesetter: { typeset: scenes.typeset } });
    document.body.className = 'vscode-high-contrast vscode-high-contrast-light';
    for (const state of STATES) {
      const panel = await state();
      document.body.className = 'vscode-high-contrast vscode-high-contrast-light';
      document.documentElement.style.setProperty('--vscode-font-size', '13px');
      look();
      await panel.settle();
      look();
      for (const section of ['findings', 'runs', 'network']) {
        await panel.visit(section);
        look();
      }
    }
    setWindowWidth(1400);
    Reflect.deleteProperty(window, 'typesetter');
    assert.deepEqual([...unmatched], []);
  });

  /** With a formula for this tensor. */
  async function typed(panel: Panel, layer: number, tensor: 'delta', text: string): Promise<Panel> {
    await panel.does(() => panel.page?.select({ layer, tensor }, { row: 0, col: 0 }));
    const field = panel.section('derivation').querySelector<HTMLInputElement>('.typed-field');
    await panel.does(() => {
      if (field) field.value = text;
      field?.dispatchEvent(new Event('input'));
    });
    return panel;
  }

  const STATES: (() => Promise<Panel>)[] = [
    () => scenes.stepped(screen(), 2, scenes.LINE),
    async () =>
      typed(await scenes.stepped(screen(), 2), 0, 'delta', '(delta2 @ W2.T) * a * (1 - a)'),
    async () => {
      const panel = await scenes.trained(screen());
      await typed(panel, 1, 'delta', '(a - y) / 7');
      await panel.finds(rounded(38));
      return panel;
    },
    async () => {
      const panel = await scenes.forked(screen());
      const weights = { layer: 0, tensor: 'weights' } as const;
      await panel.does(() => panel.page?.select(weights, { row: 0, col: 0 }));
      await panel.press('log');
      await panel.choose('Show as Table', panel.section('network'));
      await panel.press('Picture Actions…', panel.section('curves'));
      await panel.press('More Actions…');
      return panel;
    },
    async () => {
      const panel = await scenes.stepped(screen(), 4, scenes.CLASSES);
      const [heat] = panel.section('matrices').querySelectorAll<HTMLElement>('.heat');
      await panel.key(heat, 'ArrowRight');
      await panel.does(() => screen().resize(800));
      await typed(panel, 1, 'delta', 'aPrev @ aPrev');
      return panel;
    },
    async () => {
      const panel = await scenes.checked(screen(), scenes.CLASSES);
      await panel.reveal({ layer: 1, tensor: 'gradW' });
      await panel.does(() => panel.page?.select({ layer: 0, tensor: 'gradW' }, { row: 1, col: 0 }));
      for (const fold of panel.section('derivation').querySelectorAll('details'))
        await panel.does(() => {
          fold.open = true;
          fold.dispatchEvent(new Event('toggle'));
        });
      const opens = panel.section('derivation').querySelectorAll<HTMLElement>('.openable');
      await panel.does(() => opens[1].dispatchEvent(new MouseEvent('click', { bubbles: true })));
      const { gradients } = panel.page?.model ?? assert.fail();
      const [first, ...rest] = gradients?.parameters ?? assert.fail();
      const parameters = [{ ...first, verdict: 'differs' } as const, ...rest];
      await told(panel, {
        gradients: gradients && { ...gradients, parameters, wrong: [0] },
        status: { state: 'failed', message: 'no more' },
      });
      return panel;
    },
    async () => {
      const panel = await Panel.open(screen());
      await panel.does(() => panel.session.stepLayer());
      await panel.does(() => panel.session.stepLayer());
      await told(panel, { sweep: scenes.SWEEP, status: { state: 'running', message: '' } });
      return panel;
    },
    async () => {
      const panel = await scenes.compared(screen());
      await panel.press('+1', panel.section('runs'));
      return panel;
    },
    () => Panel.open(screen(), scenes.GATES),
    () => Panel.open(screen(), scenes.TASK),
    async () => {
      const panel = await Panel.open(screen());
      await panel.choose('Fill the Panel', panel.section('curves'));
      return panel;
    },
    async () => {
      const panel = await Panel.open(screen(), scenes.GATES);
      await panel.edit(scenes.GATES.replace('x * y', 'x * w'));
      return panel;
    },
    async () => {
      setWindowWidth(480);
      const panel = await Panel.open(screen());
      await panel.press('Inspect');
      await panel.key(panel.find('.step-field'), 'Enter');
      (panel.find('.step-field') as HTMLInputElement).value = 'x';
      await panel.key(panel.find('.step-field'), 'Enter');
      return panel;
    },
    async () => {
      const panel = await scenes.stepped(screen(), 4);
      const lastEpoch = Float64Array.of(Infinity, 0.5);
      await told(panel, { frame: frameOf(panel, { lastEpoch }) });
      return panel;
    },
    () => scenes.stepped(screen(), 2, scenes.IMAGES),
    () => scenes.trained(screen(), scenes.VANISHING),
  ];
});
