/**
 * The forms in which ActivityNet and those that follow it say what happens from when to when. Knows neither records nor files.
 * Captions and results: https://github.com/ranjaykrishna/densevid_eval/blob/master/evaluate.py
 * Labels: https://github.com/activitynet/ActivityNet/blob/master/Evaluation/README.md
 */
import type { Extra } from '../record.ts';

export const FORMS = ['captions', 'results', 'labels', 'kinetics'] as const;
export type Form = (typeof FORMS)[number];

export const FORM_FILES: Readonly<Record<Form, string>> = {
  captions: 'captions.json',
  results: 'results.json',
  labels: 'activity_net.json',
  kinetics: 'kinetics.json',
};

export interface Segment {
  readonly text: string;
  /** Seconds. */
  readonly times: readonly [from: number, to: number];
  /** What was beside the text and the times. */
  readonly kept: Extra;
}

export interface VideoSegments {
  /** Seconds. */
  readonly duration: number | null;
  readonly kept: Extra;
  readonly segments: readonly Segment[];
}

/** What stands under the name of a video. */
export function entryOf(form: Form, { duration, kept, segments }: VideoSegments): unknown {
  const labels = segments.map(({ text, times, kept: more }) => ({ ...more, segment: times, label: text }));
  // Some call it so, in place of `duration`.
  const length = duration === null ? {} : { ['duration_second' in kept ? 'duration_second' : 'duration']: duration };
  switch (form) {
    case 'captions':
      return {
        ...kept,
        ...length,
        timestamps: segments.map(({ times }) => times),
        sentences: segments.map(({ text }) => text),
      };
    case 'results':
      return segments.map(({ text, times, kept: more }) => ({ ...more, sentence: text, timestamp: times }));
    case 'labels':
      return { ...kept, ...length, annotations: labels };
    case 'kinetics':
      return { ...kept, ...length, annotations: labels[0] };
  }
}

/** What stands around the videos: the results have a head that their evaluation asks for. */
export function frameOf(form: Form): readonly [before: string, after: string] {
  if (form !== 'results') return ['', '\n'];
  const about = { used: false, details: '' };
  return ['{\n"version": "VERSION 1.0",\n"results": ', `,\n"external_data": ${JSON.stringify(about)}\n}\n`];
}
