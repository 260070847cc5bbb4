/** The four kinds of theme as the page reads them from the colours of VS Code's own themes. */
import type { ThemeKind } from '../../../../webview/drawing/colors';
import { readTheme, type Theme } from '../../../../webview/drawing/theme';
import colors from '../../../tools/panelPreview/themes.json';
import { replaceGlobals } from './paper';

export const THEME_KINDS = ['dark', 'light', 'hc-dark', 'hc-light'] as const;

/** The classes that the workbench gives the page's body; high contrast has both. */
const CLASSES: Record<ThemeKind, string[]> = {
  dark: ['vscode-dark'],
  light: ['vscode-light'],
  'hc-dark': ['vscode-high-contrast'],
  'hc-light': ['vscode-high-contrast', 'vscode-high-contrast-light'],
};

export function themeOf(kind: ThemeKind): Theme {
  return themeWith(kind, colors[kind]);
}

/** @param variables of the page, `--vscode-…`; a fallback stands for what is missing */
export function themeWith(kind: ThemeKind, variables: Readonly<Record<string, string>>): Theme {
  const contains = (name: string): boolean => CLASSES[kind].includes(name);
  const giveBack = replaceGlobals({
    document: { body: { classList: { contains } }, documentElement: {} },
    getComputedStyle: () => ({ getPropertyValue: (name: string) => variables[name] ?? '' }),
  });
  try {
    return readTheme();
  } finally {
    giveBack();
  }
}
