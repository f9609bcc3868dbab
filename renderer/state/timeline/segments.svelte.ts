/**
 * The segments of the video on the stage as the person means them: what was drawn, dragged or taken away shows at once, and
 * is put right when the services refuse it. Knows no pointer and no key.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { SegmentId, StepId, VideoId } from '../../../main/document/ids.ts';
import type { Segment } from '../../../main/document/records.ts';
import type { Span, Us } from '../../../main/document/time.ts';
import { problemOf } from '../../connection/connection.svelte.ts';
import type { Services } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { byTime } from './rows.ts';

/** What is done between a press and a release, or by a key again and again: one step. */
export interface Gesture {
  step: StepId | null;
}

/** Of a segment that the services have not named yet. */
const NAMELESS = 'nameless:';

export class Segments {
  readonly #app: App;
  /** Ahead of what is kept; null: taken away. */
  readonly #ahead = new SvelteMap<SegmentId, Segment | null>();
  #nameless = 0;

  /** By time. */
  readonly all: readonly Segment[] = $derived.by(() => {
    const detail = this.#app.of(Details).current;
    const kept = detail?.segments ?? [];
    const added = [...this.#ahead.values()].filter(
      (segment) => segment?.videoId === detail?.video.id && !kept.some(({ id }) => id === segment?.id),
    );
    return [...kept.map((segment) => (this.#ahead.has(segment.id) ? this.#ahead.get(segment.id) : segment)), ...added]
      .filter((segment) => segment !== null && segment !== undefined)
      .sort(byTime);
  });

  constructor(app: App) {
    this.#app = app;
    app.of(Details);
  }

  /** Whether it can be changed already. */
  isNamed(segmentId: SegmentId): boolean {
    return !segmentId.startsWith(NAMELESS);
  }

  /** Undefined: it was refused. */
  async add(videoId: VideoId, tier: string, span: Span): Promise<Segment | undefined> {
    const id = `${NAMELESS}${this.#nameless++}` as SegmentId;
    this.#ahead.set(id, { id, videoId, tier, ...span, origin: 'person' });
    const made = await this.#keep(id, (services) => services.texts.addSegment({ videoId, tier, ...span }));
    if (made !== undefined) this.#ahead.set(made.id, made);
    this.#ahead.delete(id);
    await this.#settle(videoId, made === undefined ? [] : [made.id]);
    return made;
  }

  /** Shows it so; nothing is kept before `move`. */
  place(segment: Segment, span: Span): void {
    this.#ahead.set(segment.id, { ...segment, ...span });
  }

  /** It stays as it is kept. */
  leave(segment: Segment): void {
    this.#ahead.delete(segment.id);
  }

  async move(segment: Segment, span: Span, gesture: Gesture): Promise<void> {
    const moved = { ...segment, fromUs: span.fromUs, toUs: span.toUs };
    this.#ahead.set(segment.id, moved);
    await this.#keep(segment.id, async (services) => {
      const { fromUs, id, toUs } = moved;
      gesture.step = await services.texts.moveSegment({ segmentId: id, fromUs, toUs, tier: null, step: gesture.step });
    });
    // Moved again meanwhile: what is newer is still to come.
    if (this.#ahead.get(segment.id) === moved) await this.#settle(segment.videoId, [segment.id]);
  }

  /** One step. */
  async toTier(segments: readonly Segment[], tier: string): Promise<void> {
    const [first] = segments;
    if (first === undefined) return;
    for (const segment of segments) this.#ahead.set(segment.id, { ...segment, tier });
    await this.#keep(first.id, async (services) => {
      let step: StepId | null = null;
      for (const { fromUs, id, toUs } of segments) {
        step = await services.texts.moveSegment({ segmentId: id, fromUs, toUs, tier, step });
      }
    });
    await this.#settle(
      first.videoId,
      segments.map(({ id }) => id),
    );
  }

  /** The part behind the cut. */
  async split(segment: Segment, atUs: Us): Promise<Segment | undefined> {
    this.#ahead.set(segment.id, { ...segment, toUs: atUs });
    const id = `${NAMELESS}${this.#nameless++}` as SegmentId;
    this.#ahead.set(id, { ...segment, id, fromUs: atUs });
    const parts = await this.#keep(segment.id, (services) =>
      services.texts.splitSegment({ segmentId: segment.id, atUs }),
    );
    await this.#settle(segment.videoId, [segment.id, id]);
    return parts?.find(({ fromUs }) => fromUs === atUs);
  }

  /** Into the first of them. */
  async merge(segments: readonly Segment[]): Promise<Segment | undefined> {
    const [first] = segments;
    if (first === undefined) return undefined;
    const ids = segments.map(({ id }) => id);
    for (const id of ids.slice(1)) this.#ahead.set(id, null);
    this.#ahead.set(first.id, { ...first, toUs: Math.max(...segments.map(({ toUs }) => toUs)) });
    const merged = await this.#keep(first.id, (services) => services.texts.mergeSegments({ segmentIds: ids }));
    await this.#settle(first.videoId, ids);
    return merged;
  }

  async remove(segments: readonly Segment[]): Promise<void> {
    const [first] = segments;
    if (first === undefined) return;
    const segmentIds = segments.map(({ id }) => id);
    for (const id of segmentIds) this.#ahead.set(id, null);
    await this.#keep(first.id, (services) => services.texts.removeSegments({ segmentIds }));
    await this.#settle(first.videoId, segmentIds);
  }

  /** Again and again while the connection is cut, and visibly unsaved; what is refused is told. */
  async #keep<Result>(name: string, work: (services: Services) => Promise<Result>): Promise<Result | undefined> {
    let result: Result | undefined;
    await this.#app.saving.keep(`segment:${name}`, async () => {
      try {
        result = await work(await this.#app.services());
      } catch (error) {
        if (problemOf(error) === undefined && !this.#app.connection.online) throw error;
        this.#app.report(error);
      }
    });
    return result;
  }

  /** From here on what is kept is shown, as it was kept. */
  async #settle(videoId: VideoId, ids: readonly SegmentId[]): Promise<void> {
    const ahead = ids.map((id) => [id, this.#ahead.get(id)] as const);
    await this.#app
      .of(Details)
      .refresh(videoId)
      .catch(() => undefined);
    for (const [id, segment] of ahead) if (this.#ahead.get(id) === segment) this.#ahead.delete(id);
  }
}
