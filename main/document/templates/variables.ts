/**
 * What the variables of a template stand for, about one video or one of its segments. The table is the only list of them.
 * Knows no recipe: which variables make sense where is recipe-check's business.
 */
import { US_PER_SECOND } from '../time.ts';
import type { Span, Us } from '../time.ts';

/** What a text is about, and what is known of it so far. */
export interface TemplateSubject {
  /** Of the video below its root, with `/`. */
  readonly path: string;
  readonly durationUs: Us;
  /** All of the video, in the order of their time. */
  readonly segments: readonly Span[];
  /** Which of them it is about, from 0; null: the whole video. */
  readonly segment: number | null;
  /** The track of the caption that is asked for; null: a question or a proposal. */
  readonly track: string | null;
  /** What stands in a track for a segment (from 0) or the whole video (null); empty where there is nothing. */
  readonly captionOf: (track: string, segment: number | null) => string;
}

/** Variables without a track; in the order in which they are listed for a person. */
export const VARIABLES = {
  name: ({ path }) => nameOf(path),
  stem: ({ path }) => nameOf(path).replace(/(?<=.)\.[^.]*$/, ''),
  folder: ({ path }) => folderOf(path),
  parent: ({ path }) => nameOf(folderOf(path)),
  path: ({ path }) => path,
  duration: ({ durationUs }) => clock(durationUs),
  durationSeconds: ({ durationUs }) => seconds(durationUs),
  from: (subject) => clock(spanOf(subject).fromUs),
  fromSeconds: (subject) => seconds(spanOf(subject).fromUs),
  to: (subject) => clock(spanOf(subject).toUs),
  toSeconds: (subject) => seconds(spanOf(subject).toUs),
  segment: ({ segment }) => (segment === null ? '' : String(segment + 1)),
  segments: ({ segments }) => String(segments.length),
  previous: ({ captionOf, segment, track }) =>
    segment === null || segment === 0 || track === null ? '' : captionOf(track, segment - 1),
} as const satisfies Readonly<Record<string, (subject: TemplateSubject) => string>>;
export type VariableName = keyof typeof VARIABLES;

/** Variables of one track: `{caption.short}`, `{segments.short}`. */
export const TRACK_VARIABLES = {
  caption: ({ captionOf, segment }, track) =>
    (segment === null ? '' : captionOf(track, segment)) || captionOf(track, null),
  segments: ({ captionOf, segments }, track) =>
    segments
      .map(({ fromUs, toUs }, index) => ({
        times: `${clock(fromUs)} to ${clock(toUs)}`,
        text: captionOf(track, index),
      }))
      .flatMap(({ times, text }) => (text === '' ? [] : [`${times}: ${text}`]))
      .join('\n'),
} as const satisfies Readonly<Record<string, (subject: TemplateSubject, track: string) => string>>;
export type TrackVariableName = keyof typeof TRACK_VARIABLES;

/** What a variable's name says; undefined where there is none of that name. Whether the track is there is another matter. */
export function readVariable(
  name: string,
): { readonly of: VariableName } | { readonly of: TrackVariableName; readonly track: string } | undefined {
  if (Object.hasOwn(VARIABLES, name)) return { of: name as VariableName };
  const dot = name.indexOf('.');
  const [of, track] = [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
  return Object.hasOwn(TRACK_VARIABLES, of) && track !== '' ? { of: of as TrackVariableName, track } : undefined;
}

/** `0:07`, `1:02:03`: as a person would say it to a model. Rounded down, so that a time never lies after the end. */
function clock(us: Us): string {
  const whole = Math.floor(us / US_PER_SECOND);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `7`, `7.4`: to a tenth. */
function seconds(us: Us): string {
  return String(Math.round((us / US_PER_SECOND) * 10) / 10);
}

function spanOf({ durationUs, segment, segments }: TemplateSubject): Span {
  return (segment === null ? undefined : segments[segment]) ?? { fromUs: 0, toUs: durationUs };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
