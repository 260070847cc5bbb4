/** What the experiment is about, in the words of its file: a sentence, or the task of a lab. */
import { canTypeset, loadTypesetter } from '../derivation/formula/math';
import { sameItems } from '../drawing/memo';
import { element } from '../kit/dom';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';
import { strings } from '../words/strings';
import { markdownNodes } from './markdown';

export class TaskView implements View {
  readonly id = 'task';
  readonly place = 'train';
  readonly body = element('div', { class: 'task' });
  readonly tools: HTMLElement[] = [];
  /** What the nodes were made of. */
  private shown: readonly unknown[] = [];

  constructor(private readonly page: PageContext) {}

  title(): string {
    return strings.task;
  }

  present(): boolean {
    return this.text.trim() !== '';
  }

  watch() {
    return WATCH_NOTHING;
  }

  update(): void {
    const shown = [this.text, canTypeset()];
    if (sameItems(shown, this.shown)) return;
    this.shown = shown;
    this.body.replaceChildren(...markdownNodes(this.text));
    if (this.body.querySelector('.math')) loadTypesetter(() => this.page.schedule());
  }

  private get text(): string {
    const { snapshot, expression } = this.page.model;
    return (snapshot ?? expression)?.task ?? '';
  }
}
