/** The colours and fonts of the editor's present theme, read from the variables of the page. */
import {
  classColor,
  divergingRamp,
  gradientColor,
  mix,
  parseColor,
  ramp,
  sequentialRamp,
  type Ramp,
  type Rgb,
  type ThemeKind,
} from './colors';

export interface Theme {
  kind: ThemeKind;
  highContrast: boolean;
  background: Rgb;
  foreground: Rgb;
  /** Secondary words. */
  muted: Rgb;
  /** Frames. */
  line: Rgb;
  /** Quieter than frames, also in high contrast. */
  grid: Rgb;
  focus: Rgb;
  /** Words and frames of what is wrong. */
  error: Rgb;
  /** Digits of gradients. */
  gradient: Rgb;
  /** Curves of the three parts of the data. */
  parts: { train: Rgb; validation: Rgb; test: Rgb };
  diverging: Ramp;
  sequential: Ramp;
  /** Regression targets: low to high. */
  value: Ramp;
  font: string;
  monoFont: string;
  fontSize: number;
}

export function themeKind(body: HTMLElement): ThemeKind {
  const classes = body.classList;
  if (classes.contains('vscode-high-contrast-light')) return 'hc-light';
  if (classes.contains('vscode-high-contrast')) return 'hc-dark';
  return classes.contains('vscode-light') ? 'light' : 'dark';
}

export function readTheme(): Theme {
  const styles = getComputedStyle(document.documentElement);
  return themeOf(themeKind(document.body), name =>
    styles.getPropertyValue(`--vscode-${name}`).trim(),
  );
}

/** @param variable the editor's value of this name; empty: it has none */
export function themeOf(kind: ThemeKind, variable: (name: string) => string): Theme {
  const light = kind === 'light' || kind === 'hc-light';
  const highContrast = kind === 'hc-dark' || kind === 'hc-light';
  const background =
    parseColor(variable('editor-background')) ?? (light ? [255, 255, 255] : [31, 31, 31]);
  const color = (names: string[], fallback: Rgb): Rgb => {
    for (const name of names) {
      const found = parseColor(variable(name), background);
      if (found) return found;
    }
    return fallback;
  };
  const foreground = color(
    ['editor-foreground', 'foreground'],
    light ? [59, 59, 59] : [204, 204, 204],
  );
  const faint: Rgb = light ? [229, 229, 229] : [43, 43, 43];
  const line = color(
    highContrast ? ['contrastBorder'] : ['panel-border', 'editorGroup-border'],
    faint,
  );
  return {
    kind,
    highContrast,
    background,
    foreground,
    muted: highContrast ? foreground : color(['descriptionForeground'], foreground),
    line,
    grid: highContrast ? mix(background, foreground, 0.25) : line,
    focus: color(['focusBorder'], foreground),
    error: color(['errorForeground'], light ? [161, 38, 13] : [248, 81, 73]),
    gradient: gradientColor(kind),
    parts: {
      train: color(['charts-blue'], [55, 148, 255]),
      validation: color(['charts-yellow'], [204, 167, 0]),
      test: color(['charts-purple'], [177, 128, 215]),
    },
    diverging: divergingRamp(background, kind),
    sequential: sequentialRamp(background, kind),
    value: ramp(classColor(4, kind), classColor(0, kind)),
    font: variable('font-family') || 'sans-serif',
    monoFont: variable('editor-font-family') || 'monospace',
    fontSize: parseFloat(variable('font-size')) || 13,
  };
}

/** The page's own switch for people who listen instead of look. */
export function usesScreenReader(): boolean {
  return document.body.classList.contains('vscode-using-screen-reader');
}

/** Calls back when the theme, its kind or the accessibility classes change. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
