/** The sheet that a figure is drawn on: white, whatever the theme, and as wide as a column of print. */
import { themeOf, type Theme } from './theme';

export interface Paper {
  theme: Theme;
  /** In CSS pixels, for the picture. */
  width: number;
}

/** Pixels of CSS in a centimetre. */
export const CENTIMETRE = 96 / 2.54;

/** Widths of figures (cm): a column of a page with two, and the whole page. */
export const FIGURE_WIDTHS = [8.5, 17] as const;
export type FigureWidth = (typeof FIGURE_WIDTHS)[number];

/** The smallest size of text (px): 7 points. */
export const SMALLEST_TEXT = (7 * 96) / 72;

/** What painters take off the size of the theme for their smallest text (px). */
const SMALLER = 3;

const VARIABLES: Partial<Record<string, string>> = {
  'editor-background': '#ffffff',
  'editor-foreground': '#000000',
  descriptionForeground: '#000000',
  'panel-border': '#8c8c8c',
  focusBorder: '#000000',
  errorForeground: '#a1260d',
  'charts-blue': '#005cc5',
  'charts-yellow': '#9a6200',
  'charts-purple': '#652d90',
  'font-family': 'Arial, Helvetica, sans-serif',
  'editor-font-family': 'Arial, Helvetica, sans-serif',
  'font-size': `${Math.ceil(SMALLEST_TEXT + SMALLER)}px`,
};

/** @param scale by which the picture is drawn smaller than it is laid out: its texts are not */
export function paperTheme(scale = 1): Theme {
  const theme = themeOf('light', name => VARIABLES[name] ?? '');
  return { ...theme, grid: [224, 224, 224], fontSize: theme.fontSize / scale };
}
