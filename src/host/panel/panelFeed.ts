/**
 * Decides when to send something to the page: nothing before it is ready, few messages at a time,
 * always the newest state. Knows nothing of vscode.
 */
import type { Reveal, ToPanel } from '../../protocol/panel';
import type { Disposable } from '../events/events';
import type { FeedClock } from './feedClock';
import { Outbox } from './outbox';
import { PanelMessages, type MessageContext } from './panelMessages';

/** Most messages on their way: the page reports its drawings only ten times a second. */
const MOST_UNDRAWN = 10;
/** Milliseconds, half of a screen's frame: a page that draws faster needs no rest. */
const QUICK = 8;
/** Longest time between two messages if drawing is slow, in milliseconds. */
const LONGEST_REST = 1000;

export class PanelFeed {
  /** Whether the page is ready for messages. */
  private listening = false;
  private revision = 0;
  private readonly outbox: Outbox;
  /** The revision up to which the page has drawn, or will never draw. */
  private drawnUpTo = 0;
  /** Mean milliseconds of the last drawings; null: the page has not drawn yet. */
  private cost: number | null = null;
  /** The lower of the last two costs: one slow drawing is no reason to send fewer. */
  private slowness = 0;
  /** Timer of a rest: drawing may take at most half of the window's time. */
  private resting: Disposable | null = null;
  /** Whether anything has changed since the last message. */
  private changed = false;
  private readonly messages: PanelMessages;
  /** Something for the page to show, until it has drawn the message with it; `since`: its revision. */
  private revealing: { what: Reveal; since: number | null } | null = null;

  constructor(
    private readonly context: MessageContext,
    post: (message: ToPanel) => void,
    private readonly clock: FeedClock,
  ) {
    this.outbox = new Outbox(post, clock);
    this.messages = new PanelMessages(context);
  }

  /** Starts over with a page that has just been loaded, or has missed a message. */
  ready(): void {
    this.hidden();
    this.listening = true;
    this.messages.forget();
    this.changed = true;
    this.pump();
  }

  /** Stops sending to a page that is hidden or cannot draw: it sends `ready` when it is back. */
  hidden(): void {
    this.listening = false;
    this.outbox.clear();
    this.forgetUndrawn();
    this.cost = null;
    this.slowness = 0;
    this.resting?.dispose();
    this.resting = null;
  }

  /** @param cost mean milliseconds of a drawing since the last call */
  drawn(revision: number, cost: number): void {
    if (revision <= this.drawnUpTo) return;
    this.drawnUpTo = revision;
    this.slowness = Math.min(cost, this.cost ?? cost);
    this.cost = cost;
    const shownSince = this.revealing?.since ?? null;
    if (shownSince !== null && shownSince <= revision) this.revealing = null;
    this.pump();
  }

  /** Handles a failed drawing: the next message holds everything again. */
  failed(): void {
    if (this.drawnUpTo === this.revision) return;
    this.forgetUndrawn();
    this.messages.forget();
    this.rest(LONGEST_REST);
  }

  update(): void {
    this.changed = true;
    this.pump();
  }

  /** Sends everything again, also the parts that are usually sent once. */
  again(): void {
    this.messages.forget();
    this.update();
  }

  reveal(what: Reveal): void {
    this.revealing = { what, since: null };
    this.update();
  }

  /** Counts messages on their way as drawn: the page will not draw them. */
  private forgetUndrawn(): void {
    this.drawnUpTo = this.revision;
    if (this.revealing) this.revealing.since = null;
  }

  private rest(milliseconds: number): void {
    this.resting?.dispose();
    this.resting = this.clock.after(milliseconds, () => {
      this.resting = null;
      this.pump();
    });
  }

  private pump(): void {
    if (!this.listening || this.resting || !this.changed) return;
    const most = this.cost === null ? 1 : MOST_UNDRAWN;
    if (this.revision - this.drawnUpTo >= most) return;
    this.changed = false;
    const isAlone = this.revision === this.drawnUpTo;
    const isSlow = this.slowness > QUICK;
    this.revision++;
    const message = this.messages.next(this.revision, this.reveals());
    this.outbox.add(message, isAlone || isSlow || !this.goesOn);
    if (isSlow) this.rest(Math.min(2 * this.slowness, LONGEST_REST));
  }

  /** Whether another message follows soon. */
  private get goesOn(): boolean {
    const { expression, session } = this.context;
    return !expression.active && session.view.status.state === 'running';
  }

  /** What to show now: a tensor only once the page has its network. A sweep needs no run. */
  private reveals(): Reveal | null {
    const { revealing } = this;
    const { expression, session } = this.context;
    const known = expression.active
      ? revealing?.what === 'gradients'
      : revealing?.what === 'sweep' || session.view.description !== null;
    if (!revealing || !known || revealing.since !== null) return null;
    revealing.since = this.revision;
    return revealing.what;
  }
}
