/** What the page follows of the window around it. */
import { onThemeChange, readTheme, type Theme } from '../drawing/theme';
import type { Paper } from '../drawing/paper';
import { onRatioChange, type Widths } from '../kit/dom';

export class Surroundings {
  /** What is drawn on in place of the window; null: nothing. */
  paper: Paper | null = null;
  private read: Theme = readTheme();

  /**
   * @param changed is called for other colours and for another resolution
   * @param seen is called when the page comes into sight again
   */
  constructor(changed: () => void, seen: () => void) {
    onRatioChange(changed);
    onThemeChange(() => {
      this.read = readTheme();
      changed();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') seen();
    });
  }

  get theme(): Theme {
    return this.paper?.theme ?? this.read;
  }

  /** Does something while all that is drawn is drawn for this paper: in its colours, as wide as it. */
  onPaper<Result>(paper: Paper, widths: Widths, work: () => Result): Result {
    this.paper = paper;
    widths.fixed = paper.width;
    try {
      return work();
    } finally {
      this.paper = null;
      widths.fixed = null;
    }
  }
}
