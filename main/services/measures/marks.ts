/** What is marked: items with a flag, comments, suggestions that are junk. */
import { JUNK_REASONS } from '../../document/junk.ts';
import type { JunkReason } from '../../document/junk.ts';
import { is, says } from './asking.ts';
import type { Asking } from './asking.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';
import type { Seen, SeenVideo } from './seen.ts';

type Marks = Pick<StatsReport, 'flags' | 'comments' | 'junk'>;

export class MarkTally {
  readonly #asking: Asking;
  readonly #flags = new Map<string, number>();
  readonly #junk = new Map<JunkReason, number>(JUNK_REASONS.map((reason) => [reason, 0]));
  #suggestions = 0;
  #comments = 0;
  #flaggedVideos = 0;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  addVideo({ video, comments, items }: SeenVideo): void {
    if (video.flag !== null) this.#flaggedVideos++;
    this.#comments += comments.length;
    for (const seen of items) this.#addItem(seen);
  }

  #addItem({ texts: { item, suggestions } }: Seen): void {
    if (item.flag !== null) this.#flags.set(item.flag, (this.#flags.get(item.flag) ?? 0) + 1);
    this.#suggestions += suggestions.length;
    for (const { junk } of suggestions) if (junk !== null) this.#junk.set(junk, (this.#junk.get(junk) ?? 0) + 1);
  }

  result(): Marks {
    const ask = this.#asking;
    const flags = [...this.#flags].map(([value, n]) => ({ value, n, query: ask(says('flag', value)) }));
    const junk = [...this.#junk].map(([value, n]) => ({ value, n, query: ask(is('junk', value)) }));
    return {
      flags: {
        n: flags.reduce((sum, { n }) => sum + n, 0),
        videos: this.#flaggedVideos,
        query: ask('has:flag'),
        counts: flags.sort((a, b) => b.n - a.n),
      },
      comments: { n: this.#comments, query: ask('has:comment') },
      junk: {
        n: this.#suggestions,
        junk: junk.reduce((sum, { n }) => sum + n, 0),
        query: ask('junk:yes'),
        counts: junk.sort((a, b) => b.n - a.n),
      },
    };
  }
}
