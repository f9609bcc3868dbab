/** Recipes and banks of questions, and what can be wrong with them. */
import { expectedText } from '../../../main/document/problems/recipe.ts';
import type { RecipeWrong } from '../../../main/document/problems/recipe.ts';
import { numbered } from './numbered.ts';

const meant = (nearest: string | null) => (nearest === null ? '' : ` Perhaps ${nearest} is meant.`);

export const recipes = {
  aNumber: 'A number.',
  list: 'All recipes',
  about: (own: string, shipped: string) => `${own} of this project, ${shipped} shipped`,
  none: 'There is no recipe. Make one, and it says which captions and questions a model writes.',
  shipped: 'shipped',
  own: 'of this project',
  /** What those that ship are for, by their names. */
  shippedFor: {
    captions: 'A short and a dense caption of each video.',
    'dense-segments': 'Each shot captioned, so that the captions with their times tell the video.',
    'long-video':
      'A long video in windows of half a minute, each captioned with what came before it, then all of it summed up.',
    'qa-general':
      'Questions that can be asked of any video: what, who, where, how many, of what colour; and what the model finds worth asking.',
    'qa-temporal': 'Questions about the course of events: what comes first, what after it, when, how often.',
    'shapes-demo': 'What Panda-Mini knows: one, two or three shapes of one color that move on a plain background.',
  } as Readonly<Record<string, string>>,
  asksNothing: 'This recipe asks no questions.',
  toMend: 'to mend',
  newRecipe: 'New recipe',
  newName: 'my recipe',
  copy: 'Copy',
  copyName: (name: string) => `${name} copy`,
  remove: 'Remove',
  copyToChange: 'It ships with the program. Copy it to change it.',
  name: 'Name',
  description: 'What it is for',
  parts: {
    captions: 'Captions',
    questions: 'Questions',
    proposals: 'Proposals',
    segments: 'Segments',
    sampling: 'Sampling and doubt',
    json: 'As text',
  },
  part: 'Part of the recipe',
  kept: 'Saved',
  keeping: 'Saving once it stands still …',
  faults: (count: string) => `Not saved: ${count} to mend`,
  of: 'About',
  ofs: { video: 'the whole video', segment: 'each segment' },
  track: 'Track',
  prompt: 'Prompt',
  variables: 'Put in:',
  addCaption: 'Add a caption',
  removeCaption: (track: string) => `Remove the caption ${track}`,
  noCaptions: 'This recipe writes no captions.',
  rules: 'Rules',
  minWords: 'Words, at least',
  maxWords: 'Words, at most',
  prefix: 'Begins with',
  forbidden: 'Words that must not be in it, one a line',
  noQuestions: 'This recipe asks no questions. Write or paste them below, one a line.',
  question: 'Question of the bank',
  form: 'Form',
  topic: 'Topic',
  noTopic: 'none',
  choices: 'Choices, one a line',
  choicesHint: 'Empty: wrong answers are made.',
  questionId: 'Id',
  removeQuestion: (id: string) => `Remove the question ${id}`,
  addMany: 'Add questions, one a line',
  addManyHint: 'Paste as many as you like; form, topic and choices (a; b; c) may follow after tabs.',
  add: (count: string) => `Add ${count}`,
  proposalsOn: 'The model proposes questions of its own',
  proposalsHint: 'Each prompt is tried once; the model answers with a question and its answer.',
  proposalPrompts: 'Prompts',
  addPrompt: 'Add a prompt',
  removePrompt: (n: string) => `Remove prompt ${n}`,
  keep: 'Keep at most',
  segmentsBy: 'Cut each video into segments',
  bys: {
    none: 'Not at all',
    existing: 'As they are there, in a tier',
    shots: 'At each cut of the picture',
    fixed: 'In windows of equal length',
  },
  tier: 'Tier',
  threshold: 'How much of the picture changes (0 to 1)',
  minSeconds: 'Shortest shot, seconds',
  seconds: 'Length, seconds',
  overlap: 'Overlap, seconds',
  language: 'Language of the texts',
  languageHint: 'Two letters: en, ko, zh. Empty: any.',
  anyModel: 'Whichever is used',
  frames: 'Frames shown to the model',
  framesHint: 'Empty: as many as it takes.',
  wrongAnswers: 'Wrong answers beside the right one',
  how: 'How it writes',
  hows: { greedy: 'The likeliest word each time', sample: 'By chance, within bounds' },
  maxTokens: 'Longest text, tokens',
  temperature: 'Temperature',
  topP: 'Top p',
  topK: 'Top k',
  topKHint: '0: off.',
  seed: 'Seed',
  doubt: 'Doubt',
  doubtHint: 'Finds texts that a person should look at first; it costs further texts.',
  doubtSamples: 'Further samples of each text',
  doubtTemperature: 'Their temperature',
  grounding: 'See how much likelier the video makes each answer',
  costs: (times: string) => `Costs ${times} times what the texts alone would.`,
  costsNothing: 'Costs nothing beyond the texts.',
  jsonHint: 'All of the recipe, as its file has it.',
  mendText: 'The recipe as text has faults. Mend them there first.',
  try: 'Try it',
  tryTitle: 'On the current clip',
  tryHint: 'Nothing of it is kept.',
  tryWhat: (video: string) => `Clip: ${video}`,
  tryNone: 'Choose a clip in the library, and this shows what the recipe writes about it.',
  goLibrary: 'Open the library',
  stop: 'Stop',
  tried: (texts: string, seconds: string) => `${numbered(texts, 'text')} in ${seconds}`,
  outside: 'The model does not know this kind of video, so it wrote nothing.',
  anyway: 'Try all the same',
  nothingYet: 'Waiting for the first text …',
  wrong: (wrong: RecipeWrong): string => {
    switch (wrong.kind) {
      case 'json':
        return `This is not JSON: expected ${wrong.expected}, found ${wrong.found === '' ? 'the end' : wrong.found}.`;
      case 'unknown-field':
        return `There is no field ${wrong.name} here.${meant(wrong.nearest)}`;
      case 'missing':
        return 'This is missing.';
      case 'value':
        return `${wrong.found} cannot stand here. Expected: ${expectedText(wrong.expected)}.`;
      case 'template':
        return `The brackets do not match at character ${wrong.character}; write {{ or [[[[ for the characters themselves.`;
      case 'unknown-variable':
        return `There is no variable {${wrong.name}}.${meant(wrong.nearest === null ? null : `{${wrong.nearest}}`)}`;
      case 'misplaced-variable':
        return `{${wrong.name}} has no value here.`;
      case 'track-not-made':
        return `The track ${wrong.track} is not made before this.${meant(wrong.nearest)}`;
      case 'no-segments':
        return 'It is about each segment, and the recipe cuts none: say how in Segments.';
      case 'nothing-asked':
        return 'It asks for nothing. Add captions, questions or proposals.';
      case 'same-again':
        return `${wrong.name} is taken already. Give one of them another name.`;
      case 'choices':
        return {
          'not-a-choice': 'Choices belong to the form choice.',
          'only-one': 'One choice is none: add more, or leave all out.',
          same: 'Two of the choices are the same.',
        }[wrong.what];
      case 'least-over-most':
        return `At least ${wrong.least} and at most ${wrong.most} cannot both be.`;
    }
  },
};
