/** Puts the elements of CVAT's XML together: what the task is, and each track when it is closed. */
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import type { Shape } from './tracks.ts';
import type { XmlEvent } from './xml-events.ts';

export interface Task {
  /** The name of the video's file. */
  readonly source: string | null;
  readonly stopFrame: number | null;
  readonly width: number | null;
  readonly height: number | null;
}

export interface Track {
  readonly label: string;
  /** As XML attributes. */
  readonly fields: Readonly<Record<string, string>>;
  readonly shapes: readonly Shape[];
  readonly line: number;
}

/** A track of an hour at 30 a second, a box for each. */
const MOST_SHAPES = 200_000;

export class TrackReader {
  readonly #source: TextSource;
  readonly #path: string[] = [];
  readonly #meta = new Map<string, string>();
  #track: { label: string; fields: Readonly<Record<string, string>>; shapes: Shape[]; line: number } | null = null;
  #shape: { kind: string; fields: Record<string, string>; attributes: Record<string, string> } | null = null;
  #attribute = '';
  #text = '';
  isAnnotations = false;

  constructor(source: TextSource) {
    this.#source = source;
  }

  get task(): Task {
    const size = this.#number('annotations/meta/task/size');
    return {
      source: this.#meta.get('annotations/meta/source') ?? null,
      stopFrame: this.#number('annotations/meta/task/stop_frame') ?? (size === null ? null : size - 1),
      width: this.#number('annotations/meta/task/original_size/width'),
      height: this.#number('annotations/meta/task/original_size/height'),
    };
  }

  /** The track that has come to its end. Throws `dataset-unreadable`. */
  take(event: XmlEvent): Track | null {
    if (event.kind === 'text') this.#text += event.text;
    else if (event.kind === 'open') this.#open(event);
    else return this.#close();
    return null;
  }

  #open({ name, fields, line }: XmlEvent & { readonly kind: 'open' }): void {
    this.#path.push(name);
    this.#text = '';
    const depth = this.#path.length;
    if (depth === 1 && name === 'annotations') this.isAnnotations = true;
    if (depth === 2 && name === 'image') {
      throw unreadable(
        this.#source,
        line,
        'it is annotated frame by frame (CVAT for images): export it as CVAT for video',
      );
    }
    if (depth === 2 && name === 'track') {
      this.#track = { label: fields['label'] ?? '', fields, shapes: [], line };
    } else if (depth === 3 && this.#track) this.#shape = { kind: name, fields: { ...fields }, attributes: {} };
    else if (depth === 4 && this.#shape && name === 'attribute') this.#attribute = fields['name'] ?? '';
  }

  #close(): Track | null {
    const path = this.#path.join('/');
    const depth = this.#path.length;
    const name = this.#path.pop();
    const text = this.#text;
    this.#text = '';
    if (path.startsWith('annotations/meta/')) {
      if (!path.includes('/labels/') && !path.includes('/segments/')) this.#meta.set(path, text.trim());
    } else if (depth === 4 && this.#shape && name === 'attribute') {
      // Not `__proto__`: what is kept is an object of these names.
      if (this.#attribute !== '' && this.#attribute !== '__proto__') this.#shape.attributes[this.#attribute] = text;
    } else if (depth === 3 && this.#track && this.#shape) {
      this.#track.shapes.push(this.#shape);
      this.#shape = null;
      if (this.#track.shapes.length > MOST_SHAPES) {
        throw unreadable(this.#source, this.#track.line, 'a track has more than 200,000 shapes');
      }
    } else if (depth === 2 && this.#track) {
      const track = this.#track;
      this.#track = null;
      return track;
    }
    return null;
  }

  #number(path: string): number | null {
    const text = this.#meta.get(path) ?? '';
    return /^\d{1,9}$/.test(text) ? Number(text) : null;
  }
}
