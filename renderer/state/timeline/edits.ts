/**
 * What a person does to segments at the playhead, and what is said of it to those who do not see it. Knows no key and no
 * pointer.
 */
import { clockFromUs } from '../../../main/document/time.ts';
import type { Span } from '../../../main/document/time.ts';
import { language } from '../../locales/language.svelte.ts';
import type { App } from '../app.svelte.ts';
import { Playback } from '../playback.svelte.ts';
import { framesOf, startOf } from '../playback/frames.ts';
import { Timeline } from '../timeline.svelte.ts';
import type { Gesture } from './segments.svelte.ts';

/** Presses of a key that follow each other sooner are one gesture. */
const PAUSE_MS = 1500;

export class Edits {
  readonly #app: App;
  readonly #timeline: Timeline;
  #nudging: { readonly gesture: Gesture; readonly segmentId: string; until: number } | null = null;

  constructor(app: App) {
    this.#app = app;
    this.#timeline = app.of(Timeline);
  }

  /** The start of the selected segment comes here; behind it, or where none is selected, a new one begins. */
  async startHere(): Promise<void> {
    const frame = this.#timeline.frameSpan;
    if (frame === null) return;
    const { selected } = this.#timeline;
    if (selected !== null && frame.fromUs < selected.toUs) {
      return this.#move({ fromUs: frame.fromUs, toUs: selected.toUs });
    }
    this.#timeline.select(null);
    this.#timeline.beginUs = frame.fromUs;
    this.#say(this.#t.begun(clockFromUs(frame.fromUs)));
  }

  /** The segment that was begun ends with the frame that is shown, or the selected one does. */
  async endHere(): Promise<void> {
    const frame = this.#timeline.frameSpan;
    const { beginUs, clip, selected } = this.#timeline;
    if (frame === null || clip === null) return;
    if (beginUs !== null && frame.toUs > beginUs) {
      this.#timeline.beginUs = null;
      return this.#add({ fromUs: beginUs, toUs: frame.toUs });
    }
    if (beginUs === null && selected !== null && frame.toUs > selected.fromUs) {
      return this.#move({ fromUs: selected.fromUs, toUs: frame.toUs });
    }
    this.#say(this.#t.endsBeforeStart);
  }

  async split(): Promise<void> {
    const { clip, segments } = this.#timeline;
    const selected = this.#splittable;
    if (selected === null || clip === null) return this.#say(this.#t.splitNowhere);
    const { atUs } = clip;
    this.#say(this.#t.split(clockFromUs(atUs)));
    const behind = await segments.split(selected, atUs);
    if (behind !== undefined) this.#timeline.select(behind);
  }

  /** Those that are picked, or the selected one and the next of its tier. */
  async merge(): Promise<void> {
    const { picked, segments, selected } = this.#timeline;
    const next = segments.all.find(({ fromUs, id, tier }) => {
      return selected !== null && id !== selected.id && tier === selected.tier && fromUs >= selected.fromUs;
    });
    const together = picked.length > 1 ? picked : selected !== null && next !== undefined ? [selected, next] : [];
    if (together.length < 2) return this.#say(this.#t.mergeNothing);
    this.#timeline.also.clear();
    this.#app.selection.segmentId = together[0]?.id ?? null;
    this.#say(this.#t.merged(together.length));
    await segments.merge(together);
  }

  async remove(): Promise<void> {
    const { picked, segments } = this.#timeline;
    if (picked.length === 0) return;
    const after = this.#timeline.neighbour(1) ?? this.#timeline.neighbour(-1) ?? null;
    this.#timeline.select(after !== null && picked.includes(after) ? null : after);
    this.#say(this.#t.removed(picked.length));
    await segments.remove(picked);
  }

  /** Of the selected segment the edge that is nearer to the playhead, which shows the frame at it. */
  async nudgeEdge(by: 1 | -1): Promise<void> {
    const { clip, selected } = this.#timeline;
    const frames = clip?.frames ?? null;
    if (selected === null || clip === null || frames === null) return;
    const [first, last] = framesOf(frames, selected);
    const isStart = Math.abs(clip.frame - first) <= Math.abs(clip.frame - last);
    const [newFirst, newLast] = isStart ? [first + by, last] : [first, last + by];
    if (newFirst < 0 || newFirst > newLast || newLast >= frames.timesUs.length) return;
    this.#app.of(Playback).seek(startOf(frames, isStart ? newFirst : newLast));
    await this.#move({ fromUs: startOf(frames, newFirst), toUs: startOf(frames, newLast + 1) });
  }

  /** Those that are picked, each in the tier of this name, which is there or begins with them. */
  async toTier(tier: string): Promise<void> {
    const { picked, segments } = this.#timeline;
    this.#say(this.#t.inTier(picked.length, tier));
    await segments.toTier(picked, tier);
  }

  /** The selected segment goes by a frame, as long as it is. */
  async nudge(by: 1 | -1): Promise<void> {
    const { clip, selected } = this.#timeline;
    const frames = clip?.frames ?? null;
    if (selected === null || frames === null) return;
    const [first, last] = framesOf(frames, selected);
    if (first + by < 0 || last + by >= frames.timesUs.length) return;
    await this.#move({ fromUs: startOf(frames, first + by), toUs: startOf(frames, last + 1 + by) });
  }

  /** To the next segment by time, its first frame on the screen. */
  go(by: 1 | -1): void {
    const segment = this.#timeline.neighbour(by);
    if (segment === undefined) return this.#say(by === 1 ? this.#t.lastOne : this.#t.firstOne);
    this.#timeline.select(segment);
    this.#app.of(Playback).seek(segment.fromUs);
    this.#say(this.#t.selected(this.#timeline.numberOf(segment), this.#timeline.segments.all.length));
  }

  /** Takes back what was begun, else the selection. */
  leave(): void {
    if (this.#timeline.beginUs !== null) this.#timeline.beginUs = null;
    else this.#timeline.select(null);
    this.#say(this.#t.left);
  }

  get #t() {
    return language.t.timeline.said;
  }

  /** The selected segment or else the first under the playhead, where there is something on both sides. */
  get #splittable() {
    const { clip, segments, selected } = this.#timeline;
    if (clip === null) return null;
    const isAcross = ({ fromUs, toUs }: Span) => fromUs < clip.atUs && clip.atUs < toUs;
    if (selected !== null) return isAcross(selected) ? selected : null;
    return segments.all.find(isAcross) ?? null;
  }

  async #add(span: Span): Promise<void> {
    const { clip, newTier, segments } = this.#timeline;
    if (clip === null) return;
    this.#say(this.#t.added(clockFromUs(span.fromUs), clockFromUs(span.toUs)));
    const made = await segments.add(clip.videoId, newTier, span);
    if (made !== undefined && this.#app.selection.videoId === clip.videoId) this.#timeline.select(made);
  }

  async #move(span: Span): Promise<void> {
    const { segments, selected } = this.#timeline;
    if (selected === null || !segments.isNamed(selected.id)) return;
    const now = performance.now();
    if (this.#nudging?.segmentId !== selected.id || now > this.#nudging.until) {
      this.#nudging = { gesture: { step: null }, segmentId: selected.id, until: 0 };
    }
    this.#nudging.until = now + PAUSE_MS;
    this.#say(this.#t.moved(clockFromUs(span.fromUs), clockFromUs(span.toUs)));
    await segments.move(selected, span, this.#nudging.gesture);
  }

  #say(what: string): void {
    this.#timeline.said = what;
  }
}
