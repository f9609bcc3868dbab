/**
 * Lets so many pieces of work run at once, the most urgent first. Of those that a person waits for or may soon look at the
 * newest comes first: who scrolls by wants what is there now. Knows nothing of the work.
 */

/** `now`: a person waits for it. `soon`: a person may look at it next. `background`: before anyone asks. */
export type Priority = 'now' | 'soon' | 'background';

const URGENCY: Readonly<Record<Priority, number>> = { now: 2, soon: 1, background: 0 };

export function isMoreUrgent(a: Priority, b: Priority): boolean {
  return URGENCY[a] > URGENCY[b];
}

/** Whether what was asked for later, at this urgency, comes before what was asked for earlier. */
function isBefore(later: Priority, earlier: Priority): boolean {
  return isMoreUrgent(later, earlier) || (later === earlier && later !== 'background');
}

/** May become more urgent while it waits; the lane is then to be told by `reconsider`. */
export interface Ticket {
  priority: Priority;
}

interface Waiting {
  readonly ticket: Ticket;
  readonly begin: () => void;
}

export class Lane {
  readonly #atOnce: number;
  #running = 0;
  #waiting: Waiting[] = [];

  /** One more runs where a person waits: what began in the background may take minutes. */
  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Throws the signal's reason where it is aborted before the work has begun; then the work is left alone. */
  async run<Result>(ticket: Ticket, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(ticket, signal);
    try {
      return await work();
    } finally {
      this.#running--;
      this.reconsider();
    }
  }

  reconsider(): void {
    for (;;) {
      const next = this.#waiting.reduce<Waiting | undefined>(
        (best, one) => (best === undefined || isBefore(one.ticket.priority, best.ticket.priority) ? one : best),
        undefined,
      );
      if (next === undefined || this.#running >= this.#atOnce + (next.ticket.priority === 'now' ? 1 : 0)) return;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#running++;
      next.begin();
    }
  }

  async #turn(ticket: Ticket, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        ticket,
        begin: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
      this.reconsider();
    });
  }
}
