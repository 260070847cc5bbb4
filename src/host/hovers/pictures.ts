/** Pictures of formulas, drawn when the extension was built, in the colour of the theme. */
import { ColorThemeKind, Uri, window, workspace } from 'vscode';
import { markup, picture, type Markup } from '../surfaces/markup';

interface Picture {
  svg: string;
  words: string;
}

interface Pictures {
  activations: { readonly [name: string]: Picture | undefined };
  losses: { readonly [name: string]: Picture | undefined };
}

/** Text colour of hovers for each kind of theme: the real one is not available to extensions. */
const INK: Record<ColorThemeKind, string> = {
  [ColorThemeKind.Light]: '#3b3b3b',
  [ColorThemeKind.Dark]: '#cccccc',
  [ColorThemeKind.HighContrast]: '#ffffff',
  [ColorThemeKind.HighContrastLight]: '#292929',
};

export class FormulaPictures {
  private loaded: Promise<Pictures> | null = null;

  constructor(private readonly extensionUri: Uri) {}

  /** An image in Markdown; empty if there is no formula of this name. */
  async markdown(kind: keyof Pictures, name: string): Promise<Markup> {
    this.loaded ??= this.load();
    const pictures = (await this.loaded)[kind];
    const found = Object.hasOwn(pictures, name) ? pictures[name] : undefined;
    if (!found) return markup``;
    const svg = found.svg.replaceAll('currentColor', INK[window.activeColorTheme.kind]);
    return picture(found.words, svg);
  }

  private async load(): Promise<Pictures> {
    const file = Uri.joinPath(this.extensionUri, 'dist', 'formulas.json');
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file))) as Pictures;
  }
}
