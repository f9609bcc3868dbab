import { describe, expect, it } from 'vitest';
import { fillTemplate } from './fill.ts';
import { parseTemplate, variablesIn } from './parse.ts';
import type { TemplateSubject } from './variables.ts';

const texts: Readonly<Record<string, string>> = {
  'short/null': 'A man cooks.',
  'dense/0': 'He cuts an onion.',
  'dense/1': 'He heats the pan.',
};

function subject(over: Partial<TemplateSubject> = {}): TemplateSubject {
  return {
    path: 'kitchen/day 1/take.2.mp4',
    durationUs: 3_725_450_000,
    segments: [
      { fromUs: 0, toUs: 12_000_000 },
      { fromUs: 12_000_000, toUs: 61_940_000 },
      { fromUs: 61_940_000, toUs: 3_725_450_000 },
    ],
    segment: null,
    track: null,
    captionOf: (track, segment) => texts[`${track}/${segment}`] ?? '',
    ...over,
  };
}

describe('a template', () => {
  it('is filled with the parts of the path and the times, as a clock and in seconds', () => {
    const template = '{name}|{stem}|{folder}|{parent}|{path}|{duration}|{durationSeconds}|{from}|{to}|{toSeconds}';
    expect(fillTemplate(template, subject())).toBe(
      'take.2.mp4|take.2|kitchen/day 1|day 1|kitchen/day 1/take.2.mp4|1:02:05|3725.5|0:00|1:02:05|3725.5',
    );
    expect(fillTemplate('{from} {to} {fromSeconds} {toSeconds}', subject({ segment: 1 }))).toBe('0:12 1:01 12 61.9');
  });

  it('names a video that lies in no folder, and one that is all extension', () => {
    expect(fillTemplate('{name}|{stem}|{folder}|{parent}', subject({ path: '.mp4' }))).toBe('.mp4|.mp4||');
  });

  it('numbers segments and tells what was said before, only where there was something', () => {
    const template = 'Part {segment} of {segments}.[[ Before this: {previous}]] What now?';
    const told = [0, 1, 2].map((segment) => fillTemplate(template, subject({ segment, track: 'dense' })));
    expect(told).toEqual([
      'Part 1 of 3. What now?',
      'Part 2 of 3. Before this: He cuts an onion. What now?',
      'Part 3 of 3. Before this: He heats the pan. What now?',
    ]);
  });

  it('gives the texts of other tracks: its own, the video’s for a segment, and those of all segments', () => {
    expect(fillTemplate('{caption.dense} / {caption.short}', subject({ segment: 1 }))).toBe(
      'He heats the pan. / A man cooks.',
    );
    expect(fillTemplate('{segments.dense}', subject())).toBe(
      '0:00 to 0:12: He cuts an onion.\n0:12 to 1:01: He heats the pan.',
    );
  });

  it('does not read again what it has filled in', () => {
    expect(fillTemplate('{name}', subject({ path: '{path}[[x' }))).toBe('{path}[[x');
  });

  it('writes braces and double brackets where they are doubled', () => {
    expect(fillTemplate('{{"a": [1]}} [[[[b]]]] {{{segments}}}', subject())).toBe('{"a": [1]} [[b]] {3}');
  });

  it('says where it cannot be read', () => {
    const faults = ['a {b', 'a} b', 'a [[b {c}', 'a]] b', '[[a {b} [[c]] ]]', 'x [[a]]', '{'].map(
      (template) => parseTemplate(template).fault,
    );
    expect(faults).toEqual([
      { what: 'open-brace', at: 2 },
      { what: 'close-brace', at: 1 },
      { what: 'open-part', at: 2 },
      { what: 'close-part', at: 1 },
      { what: 'part-in-part', at: 8 },
      { what: 'part-without-variable', at: 2 },
      { what: 'open-brace', at: 0 },
    ]);
  });

  it('lists its variables once', () => {
    expect(variablesIn('{a} [[{b.c d} {a}]] {{e}}')).toEqual(['a', 'b.c d']);
  });

  it('with a variable that does not exist is a defect of the program by then', () => {
    expect(() => fillTemplate('{prevous}', subject())).toThrow(new RangeError('no variable {prevous}'));
  });
});
