import { describe, expect, it } from 'vitest';

import { captionOf, openQuestion } from '../../native-models/panda-mini/world/language.ts';
import { randomOf } from '../../native-models/panda-mini/world/random.ts';
import { framePositions } from '../../native-models/video-panda/frames/index.ts';
import { fitBlind } from './blind.ts';
import { examsOf, QUESTION_TYPES } from './exam.ts';
import type { Exam, Task } from './exam.ts';
import { shortfalls, Tally } from './score.ts';

const exams = [...examsOf('a seed', 800)];
const blind = fitBlind('another seed', 4000);

describe('the exams', () => {
  it('are the same for the same seed, and others for another', () => {
    const described = (some: readonly Exam[]) =>
      some.map(({ source, ...exam }) => [exam, 'crf' in source && source.crf]);
    expect(described([...examsOf('a seed', 20)])).toEqual(described(exams.slice(0, 25)));
    expect([...examsOf('a third seed', 1)][0]?.facts).not.toEqual(exams[0]?.facts);
  });

  it('are one in four a scene of a longer clip, and one in five of a pair that training never shows', () => {
    const longer = exams.filter(({ clip }) => clip.parts.length > 1);
    expect([exams.length, longer.length]).toEqual([1000, 200]);
    expect(exams.filter(({ heldOut }) => heldOut).length / exams.length).toBeCloseTo(0.2, 1);
  });

  it('ask one question of each type about each clip, and a caption of each scene of a longer one', () => {
    const types = new Map(exams.map(({ clip, tasks }) => [clip.parts.length > 1, tasks.map(({ type }) => type)]));
    expect(types.get(true)).toEqual(['span']);
    expect(types.get(false)).toEqual(['short', 'dense', ...QUESTION_TYPES.filter((type) => type !== 'span')]);
  });

  it('make the sampler step in every way: as closely as the clip is short, once a second, and unevenly', () => {
    const single = exams.filter(({ clip }) => clip.parts.length === 1);
    const steps = single.map(({ clip: { fps, parts } }) => {
      const positions = framePositions({ fps, frames: parts[0]?.frames ?? 0, wanted: 8 });
      return new Set(positions.slice(1).map((position, index) => position - (positions[index] ?? 0)));
    });
    expect(new Set(steps.map(({ size }) => size))).toEqual(new Set([1, 2]));
    expect(Math.min(...steps.flatMap((sizes) => [...sizes]))).toBe(6);
    expect(new Set(steps.flatMap((sizes) => [...sizes])).size).toBeGreaterThan(15);
  });

  it('name spans that lie in one scene', () => {
    for (const { clip, span, facts } of exams) {
      if (span === null) continue;
      const frameAt = (us: number) => Math.floor((us / 1e6) * clip.fps + 1e-6);
      const scenes = clip.parts.flatMap(({ scene, frames }) => Array.from({ length: frames }, () => scene));
      const shown = scenes.slice(frameAt(span.fromUs), frameAt(span.toUs) + 1);
      expect(new Set(shown.map((scene) => scene.facts))).toEqual(new Set([facts]));
      expect(shown.length).toBeGreaterThan(30);
    }
  });
});

describe('the tally', () => {
  it('gives full marks to one who says what is so', () => {
    const scores = scoresOf((exam, task) => truthOf(exam, task));
    expect(scores.caption).toEqual({
      seen: 1,
      heldOut: 1,
      short: { seen: 1, heldOut: 1 },
      dense: { seen: 1, heldOut: 1 },
      n: { seen: 637, heldOut: 163 },
    });
    for (const type of QUESTION_TYPES)
      expect(scores.types[type]).toEqual({
        accuracy: 1,
        blind: scores.types[type].blind,
        n: type === 'span' ? 200 : 800,
      });
    expect(shortfalls(scores)).toEqual([]);
  });

  it('counts a clip only where both captions are right', () => {
    const scores = scoresOf((exam, task) => {
      const isWrong = (task.type === 'dense') === exam.heldOut && (task.type === 'short' || task.type === 'dense');
      return isWrong ? 'A red ring.' : truthOf(exam, task);
    });
    expect(scores.caption).toEqual({
      seen: 0,
      heldOut: 0,
      short: { seen: 0, heldOut: 1 },
      dense: { seen: 1, heldOut: 0 },
      n: { seen: 637, heldOut: 163 },
    });
    expect(shortfalls(scores)).toEqual([
      'captions (seen pairs): 0 is under 0.9',
      'captions (held-out pairs): 0 is under 0.8',
    ]);
  });

  it('lets nobody pass who never looks', () => {
    const { types } = scoresOf(() => 'two');
    expect(types.count.accuracy).toBeCloseTo(1 / 3, 1);
    const chance = { color: 1 / 6, shape: 1 / 5, motion: 1 / 5, count: 1 / 3, background: 1 / 3, 'yes-no': 1 / 2, choice: 0.3, span: 0 }; // prettier-ignore
    for (const [type, share] of Object.entries(chance)) {
      const { blind } = types[type as keyof typeof chance];
      expect(Math.abs(blind - share)).toBeLessThan(0.07);
    }
    expect(shortfalls(scoresOf(() => '')).length).toBe(2 + QUESTION_TYPES.length);
  });

  it('asks a blind model the question that the model under test proposed', () => {
    const propose = (attribute: 'count' | 'color') =>
      scoresOf(({ name, facts }, { type }) => {
        const { question, answer } = openQuestion(randomOf(name), facts, attribute);
        return type === 'propose' ? `Question: ${question} Answer: ${answer}` : '';
      }).types.propose;
    const [count, color] = [propose('count'), propose('color')];
    expect([count.accuracy, color.accuracy]).toEqual([1, 1]);
    expect(count.blind).toBeCloseTo(1 / 3, 1);
    expect(color.blind).toBeCloseTo(1 / 6, 1);
  });

  it('keeps what was wrong', () => {
    const tally = new Tally(blind);
    const [exam] = exams;
    if (exam === undefined) throw new RangeError('no exams');
    tally.add(exam, exam.tasks.map((task) => (task.type === 'count' ? 'many' : truthOf(exam, task)))); // prettier-ignore
    expect(tally.mistakes).toEqual([
      {
        clip: 'a seed/clip 0',
        type: 'count',
        facts: Object.values(exam.facts).join(' '),
        prompt: exam.tasks.find(({ type }) => type === 'count')?.prompt,
        said: 'many',
      },
    ]);
  });
});

function scoresOf(say: (exam: Exam, task: Task) => string) {
  const tally = new Tally(blind);
  for (const exam of exams) {
    const texts = exam.tasks.map((task) => say(exam, task));
    tally.add(exam, texts);
  }
  return tally.scores();
}

function truthOf({ facts, name }: Exam, task: Task): string {
  if ('answer' in task) return task.answer;
  if (task.type !== 'propose') return captionOf(facts, task.type);
  const { question, answer } = openQuestion(randomOf(name), facts, 'color');
  return `Question: ${question} Answer: ${answer}`;
}
