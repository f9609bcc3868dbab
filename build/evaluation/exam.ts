/**
 * What Panda-Mini is examined in: fresh scenes of its world by seed, and one question of each kind about each clip.
 * Knows no model and no files.
 */
import { clipOf, framesOf, spansOf } from '../../native-models/panda-mini/world/clip.ts';
import type { Clip } from '../../native-models/panda-mini/world/clip.ts';
import { ATTRIBUTES, isHeldOut } from '../../native-models/panda-mini/world/facts.ts';
import type { Attribute, Facts, Track } from '../../native-models/panda-mini/world/facts.ts';
import {
  anyAttribute,
  captionOf,
  captionPrompt,
  choiceQuestion,
  openQuestion,
  proposePrompt,
  yesNoQuestion,
} from '../../native-models/panda-mini/world/language.ts';
import { randomOf } from '../../native-models/panda-mini/world/random.ts';
import type { Random } from '../../native-models/panda-mini/world/random.ts';
import { sampleScene } from '../../native-models/panda-mini/world/scene.ts';
import { VIEW_SIZE } from './viewing.ts';
import type { Film, Viewing } from './viewing.ts';

const FPS = 24;
const HELD_OUT_SHARE = 0.2;
/** One longer clip, of two or three scenes, for so many single ones. */
const CLIPS_A_LONGER_ONE = 4;

export const QUESTION_TYPES = [...ATTRIBUTES, 'yes-no', 'choice', 'propose', 'span'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export type Task =
  | { readonly type: Track; readonly prompt: string }
  | { readonly type: 'span'; readonly prompt: string; readonly track: Track; readonly answer: string }
  | { readonly type: 'propose'; readonly prompt: string }
  | { readonly type: 'choice'; readonly prompt: string; readonly question: string; readonly choices: readonly string[]; readonly answer: string } // prettier-ignore
  | { readonly type: Attribute | 'yes-no'; readonly prompt: string; readonly answer: string };

/** One clip, or one scene of a longer one, and what is asked about it. */
export interface Exam extends Viewing {
  readonly clip: Clip;
  readonly facts: Facts;
  readonly heldOut: boolean;
  readonly tasks: readonly Task[];
}

/** `clips` single clips, and a quarter as many longer ones among them. */
export function* examsOf(seed: string, clips: number): Generator<Exam> {
  for (let index = 0; index < clips; index++) {
    yield singleExam(`${seed}/clip ${index}`);
    if (index % CLIPS_A_LONGER_ONE === 0) yield longerExam(`${seed}/longer clip ${index}`);
  }
}

function singleExam(name: string): Exam {
  const random = randomOf(name);
  const scene = sceneFor(random, name);
  // Up to eight seconds the sampler takes even steps; from there on one of two frames a second, unevenly.
  const seconds = random.next() < 0.3 ? random.between(7.5, 10) : random.between(2, 7.5);
  const clip = clipOf([{ scene, seconds }], FPS);
  return {
    name,
    clip,
    source: filmOf(random, clip),
    span: null,
    facts: scene.facts,
    heldOut: isHeldOut(scene.facts),
    tasks: tasksOf(random, scene.facts),
  };
}

/** Asks for a caption of most of one scene. */
function longerExam(name: string): Exam {
  const random = randomOf(name);
  const scenes = Array.from({ length: random.pick([2, 3]) }, (_, index) => ({
    scene: sceneFor(random, `${name}/scene ${index}`),
    seconds: random.between(2, 4),
  }));
  const clip = clipOf(scenes, FPS);
  const { startUs, endUs, facts } = random.pick(spansOf(clip));
  const length = (endUs - startUs) * random.between(0.7, 1);
  const fromUs = Math.ceil(random.between(startUs, endUs - length));
  const span = { fromUs, toUs: Math.min(endUs, Math.round(fromUs + length)) };
  const track = random.pick(['short', 'dense'] as const);
  const task: Task = { type: 'span', prompt: captionPrompt(random, track), track, answer: captionOf(facts, track) };
  return { name, clip, source: filmOf(random, clip), span, facts, heldOut: isHeldOut(facts), tasks: [task] };
}

function sceneFor(random: Random, seed: string) {
  return sampleScene(seed, { heldOut: random.next() < HELD_OUT_SHARE });
}

function filmOf(random: Random, clip: Clip): Film {
  return { fps: clip.fps, crf: Math.floor(random.between(18, 31)), frames: () => framesOf(clip, VIEW_SIZE) };
}

function tasksOf(random: Random, facts: Facts): Task[] {
  const open = ATTRIBUTES.map((attribute): Task => {
    const { question, answer } = openQuestion(random, facts, attribute);
    return { type: attribute, prompt: question, answer };
  });
  const yesNo = yesNoQuestion(random, facts, anyAttribute(random));
  const { prompt, question, choices, answer } = choiceQuestion(random, facts, anyAttribute(random));
  return [
    { type: 'short', prompt: captionPrompt(random, 'short') },
    { type: 'dense', prompt: captionPrompt(random, 'dense') },
    ...open,
    { type: 'yes-no', prompt: yesNo.question, answer: yesNo.answer },
    { type: 'choice', prompt, question, choices, answer },
    { type: 'propose', prompt: proposePrompt(random) },
  ];
}
