/** The pass through the next batch, while somebody follows it layer by layer. */
import { PassStrip } from './passStrip';
import { strings } from '../words/strings';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

export class PassView implements View {
  readonly id = 'pass';
  readonly place = 'inspect';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[] = [];
  private readonly strip: PassStrip;

  constructor(private readonly page: PageContext) {
    this.strip = new PassStrip(page.model, text => page.announce(text));
    this.body = this.strip.element;
  }

  title(): string {
    return strings.passTitle;
  }

  present(): boolean {
    return this.page.model.substep !== null;
  }

  update(): void {
    this.strip.update();
  }

  watch() {
    return WATCH_NOTHING;
  }
}
