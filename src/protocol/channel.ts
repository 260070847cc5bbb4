/** Typed requests and events over anything that can post a message. */

/** Types of the requests of one direction: `name → {params, result}`. */
export type RequestTable<Requests> = {
  [Name in keyof Requests]: { params: unknown; result: unknown };
};

/** The common part of a worker, a port and a webview. */
export interface Endpoint {
  post(message: unknown, transfer: ArrayBuffer[]): void;
  /** Calls `receive` with every message from the other side. */
  listen(receive: (message: unknown) => void): void;
}

type Envelope =
  | { tag: 'request'; id: number; name: string; params: unknown }
  | { tag: 'ok'; id: number; result: unknown }
  | { tag: 'error'; id: number; message: string }
  | { tag: 'event'; event: unknown };

/** The requesting side. `close` rejects everything pending. */
export class RequestChannel<Requests extends RequestTable<Requests>, EventsIn, EventsOut> {
  private readonly pending = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  private nextId = 1;
  private closed: Error | null = null;

  constructor(
    private readonly endpoint: Endpoint,
    onEvent: (event: EventsIn) => void,
  ) {
    endpoint.listen(message => {
      const envelope = message as Envelope;
      switch (envelope.tag) {
        case 'ok':
          return this.take(envelope.id)?.resolve(envelope.result);
        case 'error':
          return this.take(envelope.id)?.reject(new Error(envelope.message));
        case 'event':
          return onEvent(envelope.event as EventsIn);
        case 'request':
          return;
      }
    });
  }

  request<Name extends Extract<keyof Requests, string>>(
    name: Name,
    params: Requests[Name]['params'],
    transfer: ArrayBuffer[] = [],
  ): Promise<Requests[Name]['result']> {
    if (this.closed) return Promise.reject(this.closed);
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.endpoint.post({ tag: 'request', id, name, params } satisfies Envelope, transfer);
    });
  }

  notify(event: EventsOut): void {
    if (!this.closed) this.endpoint.post({ tag: 'event', event } satisfies Envelope, []);
  }

  /** Rejects all pending requests, and every later one, with `reason`. */
  close(reason: string): void {
    this.closed ??= new Error(reason);
    for (const { reject } of this.pending.values()) reject(this.closed);
    this.pending.clear();
  }

  private take(id: number) {
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    return waiting;
  }
}

/** One function per request; an error that it throws becomes the answer. */
export type Handlers<Requests extends RequestTable<Requests>> = {
  [Name in keyof Requests]: (
    params: Requests[Name]['params'],
  ) => Requests[Name]['result'] | Promise<Requests[Name]['result']>;
};

/** Serves the requests from `endpoint`. @returns a function that sends events to the other side */
export function serve<Requests extends RequestTable<Requests>, EventsIn, EventsOut>(
  endpoint: Endpoint,
  handlers: Handlers<Requests>,
  onEvent: (event: EventsIn) => void,
): (event: EventsOut, transfer?: ArrayBuffer[]) => void {
  const answer = async (id: number, name: string, params: unknown): Promise<void> => {
    let reply: Envelope;
    try {
      const handler = handlers[name as keyof Requests];
      if (!handler) throw new Error(`unknown request ${name}`);
      reply = { tag: 'ok', id, result: await handler(params) };
    } catch (error) {
      reply = { tag: 'error', id, message: error instanceof Error ? error.message : String(error) };
    }
    endpoint.post(reply, []);
  };
  endpoint.listen(message => {
    const envelope = message as Envelope;
    if (envelope.tag === 'request') void answer(envelope.id, envelope.name, envelope.params);
    else if (envelope.tag === 'event') onEvent(envelope.event as EventsIn);
  });
  return (event, transfer = []) =>
    endpoint.post({ tag: 'event', event } satisfies Envelope, transfer);
}
