/** What a golden picture is drawn from. */
import { cssColor, type ThemeKind } from '../../../../../webview/drawing/colors';
import type { Pen } from '../../../../../webview/drawing/pen';
import type { Theme } from '../../../../../webview/drawing/theme';
import { THEME_KINDS } from '../themes';

export interface PictureCase extends Drawing {
  /** Of its file. */
  name: string;
  theme: ThemeKind;
}

export interface Drawing {
  /** Asked only while there is a page. */
  size: (theme: Theme) => { width: number; height: number };
  draw: (pen: Pen, theme: Theme) => void;
}

export function picture(name: string, theme: ThemeKind, drawing: Drawing): PictureCase {
  return { name, theme, ...drawing };
}

/** The same in each kind of theme. */
export function inEveryTheme(name: string, drawing: Drawing): PictureCase[] {
  return THEME_KINDS.map(theme => picture(`${name}-${theme}`, theme, drawing));
}

/** Of a large type the part that a picture reads. */
export function only<T extends object>(part: object): T {
  return part as T;
}

/** Of a picture whose view fills its background: the same, for a file to look at. */
export function onBackground({ size, draw }: Drawing): Drawing {
  return {
    size,
    draw: (pen, theme) => {
      const { width, height } = size(theme);
      pen.fillStyle = cssColor(theme.background);
      pen.fillRect(0, 0, width, height);
      draw(pen, theme);
    },
  };
}
