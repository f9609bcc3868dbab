/** Where in the video the answer to the question at hand is seen, as a person says it. Knows no key and no pointer. */
import { clockFromUs } from '../../../main/document/time.ts';
import type { Span } from '../../../main/document/time.ts';
import { language } from '../../locales/language.svelte.ts';
import type { App } from '../app.svelte.ts';
import { currentOf } from '../texts/acting.ts';
import { Drafts } from '../texts/drafts.svelte.ts';
import type { TextRow } from '../texts/rows.ts';
import { Texts } from '../texts/texts.svelte.ts';
import { Timeline } from '../timeline.svelte.ts';

export class Evidence {
  readonly #app: App;
  readonly #timeline: Timeline;
  /** Where it is being dragged to. */
  #ahead: Span | null = $state.raw(null);
  /** The question at hand; null: there is none. */
  readonly row: TextRow | null = $derived.by(() => {
    const row = this.#app.of(Texts).current;
    return row?.texts.item.kind === 'qa' ? row : null;
  });
  /** Null: nowhere in particular. */
  readonly span: Span | null = $derived.by(() => {
    if (this.row === null) return null;
    return this.#ahead ?? this.#app.of(Drafts).of(this.row.texts).span;
  });

  constructor(app: App) {
    this.#app = app;
    this.#timeline = app.of(Timeline);
    app.of(Drafts);
  }

  get mayChange(): boolean {
    return this.row !== null && currentOf(this.#app) !== null && this.#timeline.frameSpan !== null;
  }

  /** It begins with the frame that is shown, and ends where it did, or else where what the question is about does. */
  startHere(): void {
    const frame = this.#timeline.frameSpan;
    if (frame === null) return;
    const toUs = [this.span?.toUs, this.#about.toUs].find((us) => us !== undefined && us > frame.fromUs);
    this.set({ fromUs: frame.fromUs, toUs: toUs ?? this.#timeline.endUs });
  }

  /** It ends with the frame that is shown. */
  endHere(): void {
    const frame = this.#timeline.frameSpan;
    if (frame === null) return;
    const fromUs = [this.span?.fromUs, this.#about.fromUs].find((us) => us !== undefined && us < frame.toUs);
    this.set({ fromUs: fromUs ?? 0, toUs: frame.toUs });
  }

  /** Shows it so; nothing is said before `set`. */
  place(span: Span | null): void {
    this.#ahead = span;
  }

  set(span: Span | null): void {
    this.#ahead = null;
    if (this.row === null) return;
    const t = language.t.timeline.said;
    this.#timeline.said = span === null ? t.noEvidence : t.evidence(clockFromUs(span.fromUs), clockFromUs(span.toUs));
    this.#app.of(Drafts).setEvidence(this.row.texts, span);
  }

  get #about(): Span {
    return this.row?.segment ?? { fromUs: 0, toUs: this.#timeline.endUs };
  }
}
