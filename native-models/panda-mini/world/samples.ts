/** The clips that ship: which scenes they show and what is asked about each. Knows no files: build/evaluation writes them. */
import { clipOf, spansOf } from './clip.ts';
import type { Clip } from './clip.ts';
import type { Attribute, Facts } from './facts.ts';
import { topicOf } from './ground-truth.ts';
import type { GroundTruth, TruthClip, TruthQuestion } from './ground-truth.ts';
import { anyAttribute, choiceQuestion, openQuestion, yesNoQuestion } from './language.ts';
import { randomOf } from './random.ts';
import { sceneOf } from './scene.ts';

export const SAMPLE_SIZE = 224;
export const SAMPLE_FPS = 24;

interface Sample {
  readonly truth: TruthClip;
  readonly clip: Clip;
}

/** In the order of their names, which tell nothing. */
export function sampleClips(): Sample[] {
  return shown.map((scenes, index) => sampleOf(`clip-${String(index + 1).padStart(2, '0')}`, scenes));
}

export function sampleTruth(): GroundTruth {
  return { format: 'panda-mini-samples', formatVersion: 1, clips: sampleClips().map(({ truth }) => truth) };
}

type Row = readonly [
  count: string,
  color: string,
  shape: string,
  motion: string,
  background: string,
  seconds: number,
  open: Attribute,
];

/** Ten clips of one scene, the red ring and the yellow circles held out of training, and two of several. */
const shown: readonly (readonly Row[])[] = [
  [['one', 'blue', 'circle', 'right', 'white', 3, 'color']],
  [['two', 'green', 'square', 'up', 'black', 4, 'shape']],
  [['three', 'red', 'triangle', 'left', 'gray', 5, 'motion']],
  [['one', 'purple', 'cross', 'still', 'white', 3.5, 'background']],
  [['one', 'red', 'ring', 'down', 'black', 4, 'shape']],
  [['two', 'cyan', 'triangle', 'right', 'black', 6, 'color']],
  [['three', 'yellow', 'circle', 'up', 'gray', 4.5, 'motion']],
  [['two', 'purple', 'ring', 'left', 'white', 5.5, 'shape']],
  [['one', 'yellow', 'cross', 'down', 'gray', 3, 'motion']],
  [['three', 'cyan', 'square', 'still', 'black', 5, 'color']],
  [
    ['one', 'green', 'circle', 'left', 'black', 3, 'motion'],
    ['two', 'blue', 'ring', 'up', 'white', 3, 'shape'],
  ],
  [
    ['three', 'red', 'square', 'down', 'white', 2, 'color'],
    ['one', 'cyan', 'cross', 'right', 'gray', 2.5, 'shape'],
    ['two', 'yellow', 'triangle', 'left', 'black', 2, 'motion'],
  ],
];

function sampleOf(name: string, rows: readonly Row[]): Sample {
  const scenes = rows.map(([count, color, shape, motion, background, seconds], index) => {
    const facts = { color, shape, motion, count, background };
    return { scene: sceneOf(randomOf(`${name}/scene ${index + 1}`), facts), seconds };
  });
  const clip = clipOf(scenes, SAMPLE_FPS);
  const spans = spansOf(clip).map((span, index) => {
    const open = rows[index]?.[6] ?? 'color';
    const prefix = rows.length === 1 ? '' : `scene${index + 1}-`;
    return { ...span, questions: questionsOf(`${name}/questions ${index + 1}`, span.facts, { open, prefix }) };
  });
  const [only, ...others] = spans;
  const whole = only && others.length === 0 ? only : { facts: null, questions: [] };
  const { facts, questions } = whole;
  return { clip, truth: { file: `${name}.mp4`, facts, questions, spans: facts === null ? spans : [] } };
}

function questionsOf(
  seed: string,
  facts: Facts,
  { open, prefix }: { readonly open: Attribute; readonly prefix: string },
): TruthQuestion[] {
  const random = randomOf(seed);
  const yesNo = yesNoQuestion(random, facts, anyAttribute(random));
  const choice = choiceQuestion(random, facts, anyAttribute(random));
  return [
    { ...openQuestion(random, facts, open), form: 'open' as const },
    { ...openQuestion(random, facts, 'count'), form: 'count' as const },
    { ...yesNo, form: 'yes-no' as const },
    { ...choice, form: 'choice' as const, choices: [...choice.choices] },
  ].map(({ question, answer, attribute, form, ...rest }, index) => ({
    id: `${prefix}q${index + 1}`,
    question,
    form,
    topic: topicOf[attribute],
    ...('choices' in rest ? { choices: rest.choices } : {}),
    answer,
  }));
}
