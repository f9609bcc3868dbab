/**
 * What the timeline shows and what is picked on it: the part in view, tiers, the selected segments, a segment that was
 * begun. Knows no element; what changes segments is in timeline/edits.ts.
 */
import { SvelteSet } from 'svelte/reactivity';
import type { SegmentId } from '../../main/document/ids.ts';
import type { Segment, Suggestion } from '../../main/document/records.ts';
import { standingOf } from '../../main/document/status.ts';
import type { Status } from '../../main/document/status.ts';
import type { Span, Us } from '../../main/document/time.ts';
import type { App } from './app.svelte.ts';
import { Details } from './details.svelte.ts';
import { Playback } from './playback.svelte.ts';
import { startOf } from './playback/frames.ts';
import { Texts } from './texts/texts.svelte.ts';
import { coverageOf } from './timeline/coverage.ts';
import type { Snapping } from './timeline/snap.ts';
import { Segments } from './timeline/segments.svelte.ts';
import { tiersOf } from './timeline/rows.ts';
import { panned, showing, usOfPx, zoomed } from './timeline/view.ts';
import type { View } from './timeline/view.ts';

/** Nearest: so many frames. */
const LEAST_FRAMES = 8;
const ZOOM_STEP = 1.6;
/** Of segments that a person draws, where there is no other. */
export const USUAL_TIER = 'segments';
/** Of an edge that draws others to it. */
const SNAP_PX = 6;

export interface SegmentLabel {
  readonly text: string;
  readonly status: Status;
}

export class Timeline {
  readonly #app: App;
  readonly segments: Segments;
  widthPx = $state(0);
  /** Of which video which part; another video is shown whole. */
  #part: (Span & { readonly videoId: string }) | null = $state.raw(null);
  /** A segment was begun here. */
  beginUs: Us | null = $state(null);
  /** Picked together with the selected one. */
  readonly also = new SvelteSet<SegmentId>();
  /** Of the segment that was selected last. */
  #tierAtHand: string | null = $state(null);
  /** The name of a tier is being asked for. */
  namingTier = $state(false);
  /** What was done, for those who do not see it. */
  said = $state('');

  readonly clip = $derived.by(() => this.#app.of(Playback).clip);
  readonly endUs: Us = $derived(this.clip?.endUs ?? 0);
  readonly view: View = $derived.by(() => {
    const part = this.#part?.videoId === this.clip?.videoId ? this.#part : null;
    return { fromUs: part?.fromUs ?? 0, toUs: part?.toUs ?? Math.max(1, this.endUs), widthPx: this.widthPx };
  });
  readonly isWhole = $derived(this.view.fromUs === 0 && this.view.toUs >= this.endUs);
  readonly #numbers = $derived.by(() => new Map(this.segments.all.map(({ id }, index) => [id, index + 1])));
  readonly #labels = $derived.by(() => this.#labelAll());
  readonly tiers = $derived.by(() => tiersOf(this.segments.all));
  /** Where a new one is drawn: where one was selected last, or the usual one, or the first. */
  readonly newTier: string = $derived.by(() => {
    const names = this.tiers.map(({ name }) => name);
    return (
      [this.#tierAtHand, USUAL_TIER].find((name) => name !== null && names.includes(name)) ?? names[0] ?? USUAL_TIER
    );
  });
  readonly selected: Segment | null = $derived.by(() => this.#find(this.#app.selection.segmentId));
  /** From 1, by time; null: none is selected. */
  readonly selectedNumber: number | null = $derived(this.selected === null ? null : this.numberOf(this.selected));
  /** The selected ones, by time. */
  readonly picked: readonly Segment[] = $derived.by(() =>
    this.segments.all.filter(({ id }) => id === this.#app.selection.segmentId || this.also.has(id)),
  );
  readonly coverage = $derived.by(() => coverageOf(this.#texts(), this.endUs));
  /** What the model saw of the text, or else of the segment or video, that is selected. */
  readonly seen: Suggestion | null = $derived.by(() => this.#seen());

  constructor(app: App) {
    this.#app = app;
    this.segments = app.of(Segments);
  }

  /** From 1, by time. */
  numberOf(segment: Segment): number {
    return this.#numbers.get(segment.id) ?? 0;
  }

  isPicked(segment: Segment): boolean {
    return segment.id === this.#app.selection.segmentId || this.also.has(segment.id);
  }

  /** `also`: beside those that are selected. Null: the whole video. */
  select(segment: Segment | null, { also = false }: { readonly also?: boolean } = {}): void {
    const { selection } = this.#app;
    this.beginUs = null;
    if (also && segment !== null && selection.segmentId !== null && segment.id !== selection.segmentId) {
      if (!this.also.delete(segment.id)) this.also.add(segment.id);
      return;
    }
    this.also.clear();
    selection.segmentId = segment?.id ?? null;
    if (segment === null) return;
    this.#app.of(Texts).turnTo(segment.id);
    this.#tierAtHand = segment.tier;
    this.reveal(segment.fromUs);
  }

  /** The next one by time after the selected one, or after the playhead. */
  neighbour(by: 1 | -1): Segment | undefined {
    const { all } = this.segments;
    const { selected } = this;
    if (selected !== null) return all[all.findIndex(({ id }) => id === selected.id) + by];
    const atUs = this.clip?.atUs ?? 0;
    return by === 1 ? all.find(({ toUs }) => toUs > atUs) : all.findLast(({ fromUs }) => fromUs < atUs);
  }

  reveal(us: Us): void {
    this.#show(showing(this.view, us, this.endUs));
  }

  /** Around the playhead, or where the pointer is. */
  zoom(direction: 1 | -1, aroundUs: Us = this.#middleUs()): void {
    const frames = this.clip?.frames ?? null;
    const leastUs = frames === null ? 1_000_000 : (frames.endUs / frames.timesUs.length) * LEAST_FRAMES;
    this.#show(
      zoomed(this.view, { by: direction === 1 ? ZOOM_STEP : 1 / ZOOM_STEP, aroundUs, endUs: this.endUs, leastUs }),
    );
  }

  pan(byPx: number): void {
    this.#show(panned(this.view, usOfPx(this.view, byPx), this.endUs));
  }

  /** What the edges of a span that is dragged are drawn to: segments but for itself, cuts, where the playhead was. */
  snapping(segmentId: SegmentId | null, headUs: Us): Snapping {
    const others = this.segments.all.filter(({ id }) => id !== segmentId).flatMap(({ fromUs, toUs }) => [fromUs, toUs]);
    return {
      frames: this.clip?.frames ?? { timesUs: [0], endUs: this.endUs },
      targetsUs: [...others, ...(this.clip?.tracks.cutsUs ?? []), headUs],
      withinUs: usOfPx(this.view, SNAP_PX),
    };
  }

  /** Of the frame that the playhead is at. */
  get frameSpan(): Span | null {
    const { clip } = this;
    const frames = clip?.frames ?? null;
    return clip === null || frames === null ? null : { fromUs: clip.atUs, toUs: startOf(frames, clip.frame + 1) };
  }

  #show({ fromUs, toUs }: Span): void {
    this.#part = this.clip === null ? null : { fromUs, toUs, videoId: this.clip.videoId };
  }

  #middleUs(): Us {
    const { fromUs, toUs } = this.view;
    const atUs = this.clip?.atUs ?? 0;
    return atUs >= fromUs && atUs <= toUs ? atUs : (fromUs + toUs) / 2;
  }

  #find(id: SegmentId | null): Segment | null {
    return this.segments.all.find((segment) => segment.id === id) ?? null;
  }

  /** What stands beside a segment: the first of its captions that has a text. */
  labelOf(segment: Segment): SegmentLabel | null {
    return this.#labels.get(segment.id) ?? null;
  }

  #labelAll(): ReadonlyMap<SegmentId, SegmentLabel> {
    const labels = new Map<SegmentId, SegmentLabel>();
    for (const texts of this.#app.of(Details).current?.items ?? []) {
      const { kind, segmentId } = texts.item;
      if (kind !== 'caption' || segmentId === null || (labels.get(segmentId)?.text ?? '') !== '') continue;
      const { status, text } = standingOf(texts);
      if (!labels.has(segmentId) || (text !== null && text !== '')) labels.set(segmentId, { text: text ?? '', status });
    }
    return labels;
  }

  #texts() {
    const items = this.#app.of(Details).current?.items ?? [];
    const segments = new Map(this.segments.all.map((segment) => [segment.id, segment]));
    return items.flatMap((texts) => {
      const segment = texts.item.segmentId === null ? undefined : segments.get(texts.item.segmentId);
      const { response, text } = standingOf(texts);
      if (segment === undefined || text === null || text === '') return [];
      return { fromUs: segment.fromUs, toUs: segment.toUs, decided: response !== null && response.decision !== null };
    });
  }

  #seen(): Suggestion | null {
    const items = this.#app.of(Details).current?.items ?? [];
    const { itemId, segmentId } = this.#app.selection;
    const texts =
      items.find(({ item }) => item.id === itemId) ??
      items.find(({ item, suggestions }) => item.segmentId === segmentId && suggestions.length > 0);
    const suggestion = texts === undefined ? null : standingOf(texts).suggestion;
    return suggestion === null || suggestion.frames.timesUs.length === 0 ? null : suggestion;
  }
}
