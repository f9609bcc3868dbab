/** What a text is in CVAT: a track with a label, from a frame to a frame, with attributes. */
import { framesOf } from '../bundles/frames.ts';
import type { FrameSpan } from '../bundles/frames.ts';
import { wholeText } from '../bundles/whole-record.ts';
import type { Visible } from '../bundles/whole-record.ts';
import { oneLine } from '../sidecar-txt/write.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { heldByXml } from './xml-text.ts';

export interface TrackOptions extends Readonly<Record<string, unknown>> {
  readonly fps: number;
  readonly text: string;
}

/** A box, or what else CVAT draws, at a frame. */
export interface Shape {
  readonly kind: string;
  /** As XML attributes, in their order. */
  readonly fields: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Attributes of ours beside the text. */
export const OWN_ATTRIBUTES = ['question', 'track', 'about', 'panda'] as const;

/** The label of a segment that is in no tier. */
export const SEGMENT = 'segment';

export function labelOf(record: DatasetRecord): string {
  return record.tier ?? (record.span === null ? 'video' : SEGMENT);
}

export function attributesOf(record: DatasetRecord, { text }: TrackOptions): Record<string, string> {
  const { content, span } = record;
  return {
    [text]: shown(textOf(record)),
    question: content.kind === 'qa' ? shown(content.question) : '',
    track: content.kind === 'caption' ? (content.track ?? '') : '',
    about: span === null ? 'video' : 'segment',
    panda: wholeText(record).replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`),
  };
}

/** What was drawn where it was imported from, as long as it is still from the same frame to the same frame. */
export function keptShapes(record: DatasetRecord): readonly Shape[] | null {
  const { shapes, first, last } = extraOf(record, 'cvat-xml');
  const frames = framesOf(record);
  if (!Array.isArray(shapes) || shapes.length === 0 || frames?.first !== first || frames?.last !== last) return null;
  return shapes.every(isShape) ? shapes : null;
}

export function visible(record: DatasetRecord): Visible {
  const frames: FrameSpan | null = record.span === null ? null : framesOf(record);
  return {
    stem: record.video.stem,
    from: frames?.first ?? null,
    to: frames?.last ?? null,
    question: record.content.kind === 'qa' ? shown(record.content.question) : null,
    text: shown(textOf(record)),
  };
}

/** An attribute of CVAT is one line. */
export function shown(text: string | null): string {
  return oneLine(heldByXml(text ?? ''));
}

function isShape(value: unknown): value is Shape {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, fields, attributes } = value as Readonly<Record<string, unknown>>;
  return (
    typeof kind === 'string' &&
    /^[a-z_]{1,32}$/.test(kind) &&
    isTexts(fields) &&
    isTexts(attributes) &&
    Object.keys(fields as object).every((name) => /^[A-Za-z_][\w.-]*$/.test(name))
  );
}

function isTexts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => typeof one === 'string');
}
