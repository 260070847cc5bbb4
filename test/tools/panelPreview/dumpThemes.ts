/** Reads from a real VS Code the theme variables that the panel's page uses, into themes.json. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchChromium } from '../library/browser';
import { serverHost } from '../library/hosts';
import { main, ROOT, say } from '../library/process';
import { startServer } from '../library/server';
import { Workbench } from '../library/workbench';
import { copySamples, removeSamples } from '../library/workspace';

/** Name in the settings, and the file whose name the workbench carries as a class. */
const THEMES = {
  dark: ['Dark Modern', 'dark_modern'],
  light: ['Light Modern', 'light_modern'],
  'hc-dark': ['Default High Contrast', 'hc_black'],
  'hc-light': ['Default High Contrast Light', 'hc_light'],
  'dark-2026': ['Dark 2026', '2026-dark'],
  'light-2026': ['Light 2026', '2026-light'],
} as const;

main(async () => {
  const names = await usedVariables();
  const themes: Record<string, Record<string, string>> = {};
  for (const [id, [theme, themeFile]] of Object.entries(THEMES)) {
    themes[id] = await readTheme(theme, themeFile, names);
    say(`${theme}: ${Object.keys(themes[id]).length} of ${names.length} variables`);
  }
  const file = path.join(ROOT, 'test/tools/panelPreview/themes.json');
  await writeFile(file, `${JSON.stringify(themes, null, 2)}\n`);
});

/** Starts a workbench with this theme, and asks it for the values of these variables. */
async function readTheme(
  name: string,
  themeFile: string,
  names: string[],
): Promise<Record<string, string>> {
  const settings = { 'workbench.colorTheme': name, 'window.autoDetectColorScheme': false };
  const samples = await copySamples();
  const server = await startServer(await serverHost('newest'), { vsix: [], settings });
  const browser = await launchChromium();
  try {
    const workbench = await Workbench.open(browser, server, samples);
    const root = workbench.page.locator(`.monaco-workbench[class*="themes-${themeFile}"]`);
    const pairs = await root.evaluate((node, wanted) => {
      const styles = getComputedStyle(node);
      return wanted.map(variable => [variable, styles.getPropertyValue(variable).trim()]);
    }, names);
    return Object.fromEntries(pairs.filter(([, value]) => value !== '')) as Record<string, string>;
  } finally {
    await browser.close();
    await server.stop();
    await removeSamples(samples);
  }
}

/** Those of the page itself and those of the component toolkit. */
async function usedVariables(): Promise<string[]> {
  const folder = path.join(ROOT, 'webview');
  const entries = await readdir(folder, { recursive: true });
  const files = entries
    .filter(name => /\.(?:ts|css)$/.test(name))
    .map(name => path.join(folder, name));
  const tokens = 'node_modules/@vscode/webview-ui-toolkit/dist/design-tokens.js';
  const texts = await Promise.all(
    [...files, path.join(ROOT, tokens)].map(file => readFile(file, 'utf8')),
  );
  const all = texts.join('\n');
  const names = new Set(all.match(/--vscode-[a-zA-Z][\w-]*/g));
  // theme.ts names them without the prefix.
  for (const [, list] of all.matchAll(/(?:color|variable)\((.*?)\)/gs)) {
    for (const [, name] of list.matchAll(/'([a-zA-Z-]+)'/g)) names.add(`--vscode-${name}`);
  }
  const scrollBars = ['', 'Hover', 'Active'].map(
    state =>
      `--vscode-scrollbarSlider-${state.toLowerCase()}${state ? 'Background' : 'background'}`,
  );
  return [...names, ...scrollBars, '--vscode-editor-foreground'].sort();
}
