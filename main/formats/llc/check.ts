/** As LosslessCut reads it: seconds, a segment without an end is a marker, the media is named. */
import { readFile } from 'node:fs/promises';
import JSON5 from 'json5';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { textOf } from '../record.ts';
import { mediaName } from './write.ts';

interface Project {
  readonly version: number;
  readonly mediaFileName: string;
  readonly cutSegments: readonly { readonly start: number; readonly end?: number; readonly name: string }[];
}

export const checkLlc: Check<unknown> = {
  expected(record) {
    const { fromUs = 0, toUs = 0 } = record.span ?? {};
    return [mediaName(record), fromUs, toUs, textOf(record) ?? ''];
  },
  found,
};

async function* found({ files, rules }: CheckJob<unknown>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const project: Project = JSON5.parse(await readFile(staged, 'utf8'));
    rules.hold('llc-version', project.version === 2, () => path);
    for (const [index, { start, end, name }] of project.cutSegments.entries()) {
      const [fromUs, toUs] = [start, end ?? start].map((seconds) => Math.round(seconds * 1e6)) as [number, number];
      rules.hold('segments-forwards', end === undefined || start < end, () => `${path}, ${index + 1}`);
      yield [project.mediaFileName, fromUs, toUs, name];
    }
  }
}
