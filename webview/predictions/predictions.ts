/** What the network makes of the data, in one box: the picture that it shows is chosen in its heading. */
import { PREDICTION_FACES, type PredictionFace } from '../../src/protocol/choices';
import type { Watch } from '../../src/protocol/snapshot';
import { BoundaryFace } from '../boundary/boundary';
import { TruthFace } from '../boundary/truth';
import type { Evaluated } from '../confusion/evaluated';
import { FitFace } from '../fit/fitFace';
import { element, setHidden } from '../kit/dom';
import { segments } from '../picture/segments';
import type { Face, PageContext, View } from '../sections/view';
import { ConfusionFace } from './confusionFace';
import { facesOf } from './faces';
import { ParityFace } from './parityFace';
import { TableFace } from './tableFace';
import { predictionsStrings as words } from './predictionsStrings';

/** What the title and the tools of a picture take of the heading (px). */
const BESIDE_FACES = 125;

export class PredictionsView implements View {
  readonly id = 'predictions';
  readonly place = 'train';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly faces: Readonly<Record<PredictionFace, Face>>;
  private readonly choice = segments(PREDICTION_FACES, words.facesLabel, face => {
    this.page.choices.setFace(face);
    this.page.schedule();
  });
  /** The tools of each face. */
  private readonly toolsOf: ReadonlyMap<Face, HTMLElement>;

  /** @param evaluated the part of the data whose confusion is shown, here and elsewhere */
  constructor(
    private readonly page: PageContext,
    evaluated: Evaluated,
  ) {
    const plane = new BoundaryFace(page);
    this.faces = {
      boundary: plane,
      surface: plane,
      fit: new FitFace(page),
      truth: new TruthFace(page),
      before: new BoundaryFace(page, 'change'),
      parity: new ParityFace(page),
      confusion: new ConfusionFace(page, evaluated),
      table: new TableFace(page),
    };
    const all = [...new Set(Object.values(this.faces))];
    this.toolsOf = new Map(all.map(face => [face, element('div', {}, ...face.tools)]));
    this.choice.name(words.faces, words.faceTitles, words.shortFaces);
    this.body = element('div', {}, ...all.map(({ body }) => body));
    this.tools = [this.choice.element, ...this.toolsOf.values()];
  }

  title(): string {
    return words.title;
  }

  get unhurried(): boolean {
    return this.shown?.unhurried === true;
  }

  present(): boolean {
    return this.offered.length > 0;
  }

  /** Only what the shown face draws is asked for. */
  watch(): Partial<Watch> {
    return this.shown?.watch() ?? {};
  }

  update(): void {
    const { shown, name, offered } = this;
    if (!shown || !name) return;
    this.choice.offer(offered);
    this.choice.choose(name, this.page.widths.of(this.body) - BESIDE_FACES);
    for (const [face, tools] of this.toolsOf) {
      setHidden(tools, face !== shown);
      setHidden(face.body, face !== shown);
    }
    shown.update();
  }

  private get offered(): readonly PredictionFace[] {
    const { description } = this.page.model;
    return description ? facesOf(description) : [];
  }

  /** The chosen face where the data allows it, else the first that it does; null: there is none. */
  private get name(): PredictionFace | null {
    const { offered } = this;
    const { face } = this.page.choices;
    return offered.find(each => each === face) ?? offered.at(0) ?? null;
  }

  private get shown(): Face | null {
    return this.name && this.faces[this.name];
  }
}
