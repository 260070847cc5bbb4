/** What the page follows of the window around it. */
import { onThemeChange, readTheme, type Theme } from '../drawing/theme';
import { onRatioChange } from '../kit/dom';

export class Surroundings {
  theme: Theme = readTheme();

  /**
   * @param changed is called for other colours and for another resolution
   * @param seen is called when the page comes into sight again
   */
  constructor(changed: () => void, seen: () => void) {
    onRatioChange(changed);
    onThemeChange(() => {
      this.theme = readTheme();
      changed();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') seen();
    });
  }
}
