import { describe, expect, it } from 'vitest';
import { faultSentence } from '../problems/recipe.ts';
import { checkRecipe, checkRecipeText } from './check.ts';

const head = { format: 'panda-recipe', formatVersion: 1, name: 'mine' } as const;

function sentencesOf(text: string): string[] {
  return checkRecipeText(text).faults.map((fault) => faultSentence('r.json', fault));
}

/** The faults of a recipe that has these fields, without places. */
function faultsOf(fields: object) {
  return checkRecipe({ ...head, ...fields }).faults.map(({ field, wrong }) => ({ field, ...wrong }));
}

describe('a recipe', () => {
  it('is whole once it was checked: what was left out has its default', () => {
    const { faults, recipe } = checkRecipe({
      ...head,
      $schema: '../docs/recipe.schema.json',
      captions: [{ track: 'short', prompt: 'Say what happens.' }],
    });
    expect(faults).toEqual([]);
    expect(recipe).toEqual({
      ...head,
      description: '',
      language: null,
      model: null,
      segments: { by: 'none' },
      captions: [
        {
          track: 'short',
          of: 'video',
          prompt: 'Say what happens.',
          rules: { minWords: null, maxWords: null, prefix: null, forbidden: [] },
        },
      ],
      questions: [],
      proposals: null,
      distractors: 3,
      frames: null,
      sampling: { kind: 'greedy', maxNewTokens: 256 },
      doubt: { samples: 0, temperature: 0.7, grounding: false },
    });
  });

  it('shows all its faults at once, in their lines and with the nearest right word', () => {
    const text = [
      '{',
      '  "format": "panda-recipe", "formatVersion": 1, "name": "mine",',
      '  "langauge": "en",',
      '  "segments": { "by": "shot" },',
      '  "captions": [{ "track": "short", "prompt": "{prevous}" }],',
      '  "questions": [{ "id": "a", "form": "yesno" }],',
      '  "frames": 0.5',
      '}',
    ].join('\n');
    expect(sentencesOf(text).map((line) => line.replace(/ There are: .*/, ''))).toEqual([
      'r.json:3:3: langauge: there is no field "langauge" here; language is meant, perhaps.',
      'r.json:4:23: segments.by: "shot" cannot stand here; shots is meant, perhaps. Expected: one of none, existing, shots, fixed.',
      'r.json:5:46: captions[0].prompt: there is no variable {prevous}; {previous} is meant, perhaps.',
      'r.json:6:17: questions[0].text: this field is missing. Expected: a text.',
      'r.json:6:38: questions[0].form: "yesno" cannot stand here; yes-no is meant, perhaps. Expected: one of open, yes-no, choice, count, time.',
      'r.json:7:13: frames: 0.5 cannot stand here. Expected: a whole number.',
    ]);
  });

  it('may use a track only after it was made, and by the variable that fits', () => {
    const captions = [
      { track: 'dense', of: 'segment', prompt: '{caption.short}[[{previous}]]' },
      { track: 'short', prompt: '{segments.dense} {caption.dense} {segment}' },
      { track: 'long', prompt: '{segments.short} {caption.shrt}' },
    ];
    const segments = { by: 'fixed', seconds: 10 };
    expect(faultsOf({ captions, segments })).toEqual([
      { field: 'captions[0].prompt', kind: 'track-not-made', track: 'short', made: [], nearest: null },
      { field: 'captions[1].prompt', kind: 'misplaced-variable', name: 'caption.dense', belongs: 'segment' },
      { field: 'captions[1].prompt', kind: 'misplaced-variable', name: 'segment', belongs: 'segment' },
      { field: 'captions[2].prompt', kind: 'misplaced-variable', name: 'segments.short', belongs: 'segments' },
      { field: 'captions[2].prompt', kind: 'track-not-made', track: 'shrt', made: ['short'], nearest: 'short' },
    ]);
  });

  it('lets proposals use every track, and questions those of their video or segment', () => {
    expect(
      faultsOf({
        segments: { by: 'shots' },
        captions: [
          { track: 'a', prompt: 'x' },
          { track: 'b', of: 'segment', prompt: '{caption.a} {previous}' },
        ],
        questions: [{ id: 'q', of: 'segment', text: '{caption.a} {caption.b} {segment}' }],
        proposals: { prompts: ['{segments.b} {caption.a}'] },
      }),
    ).toEqual([]);
  });

  it('cannot ask each segment without segments, twice for the same, or for nothing', () => {
    expect(faultsOf({})).toEqual([{ field: '', kind: 'nothing-asked' }]);
    expect(
      faultsOf({
        captions: [
          { track: 'a', of: 'segment', prompt: 'x' },
          { track: 'a', prompt: 'x' },
          { track: 'a', prompt: 'y', rules: { minWords: 9, maxWords: 3 } },
        ],
        questions: [
          { id: 'a', text: 'x', form: 'choice', choices: ['Red', 'red '] },
          { id: 'b', text: 'x', choices: ['yes', 'no'] },
          { id: 'c', text: 'x', form: 'choice', choices: ['yes'] },
        ],
      }),
    ).toEqual([
      { field: 'captions[0].of', kind: 'no-segments' },
      { field: 'captions[2].track', kind: 'same-again', name: 'a', first: 'captions[1]' },
      { field: 'captions[2].rules.maxWords', kind: 'least-over-most', least: 9, most: 3 },
      { field: 'questions[0].choices', kind: 'choices', what: 'same' },
      { field: 'questions[1].choices', kind: 'choices', what: 'not-a-choice' },
      { field: 'questions[2].choices', kind: 'choices', what: 'only-one' },
    ]);
  });

  it.each([
    ['', 'r.json:1:1: this is not JSON: expected a value, found the end.'],
    ['{\n "a": 1,\n}', 'r.json:3:1: this is not JSON: expected a further name in double quotes, found "}".'],
    ['{"a": 1 "b": 2}', 'r.json:1:9: this is not JSON: expected , or }, found "\\"".'],
    ['{"a": 1, "a": 2}', 'r.json:1:10: this is not JSON: expected another name: "a" stands twice, found "\\"".'],
    ["{'a': 1}", 'r.json:1:2: this is not JSON: expected a name in double quotes, or }, found "\'".'],
    [
      '{"a": "x\n"}',
      'r.json:1:7: this is not JSON: expected a text in double quotes, closed in its line, found "\\"".',
    ],
    ['[1] 2', 'r.json:1:5: this is not JSON: expected the end of the file, found "2".'],
    ['7', 'r.json:1:1: 7 cannot stand here. Expected: an object { }.'],
  ])('that is not JSON at all says where: %j', (text, said) => {
    expect(sentencesOf(text)[0]).toBe(said);
  });

  it('is read as JSON.parse reads it', () => {
    const value = {
      ...head,
      description: 'é "\\ \u0000 漢 😀',
      captions: [{ track: 'a', prompt: '\t{{x}}' }],
      distractors: 1,
    };
    expect(checkRecipeText(`\uFEFF${JSON.stringify(value, null, 3)}\r\n`).recipe).toEqual(checkRecipe(value).recipe);
  });
});
