/** What can be wrong with a recipe, and with the file that one is in. */
import type { TemplateFault } from '../templates/parse.ts';
import type { Sentences } from './sentences.ts';
import { list } from './wording.ts';

export type RecipeProblem =
  | {
      readonly code: 'recipe-unknown';
      readonly name: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    }
  | { readonly code: 'recipe-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'recipe-wrong'; readonly path: string; readonly faults: readonly RecipeFault[] }
  | { readonly code: 'recipe-exists'; readonly path: string };

/** One thing that is wrong, and where. */
export interface RecipeFault {
  /** `captions[1].prompt`; empty: the recipe as a whole. */
  readonly field: string;
  /** From 1; null where it did not come from a file. */
  readonly place: { readonly line: number; readonly column: number } | null;
  readonly wrong: RecipeWrong;
}

/** What has to stand at a field. */
export type RecipeExpected =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'text' | 'number' | 'whole-number' | 'yes-no' | 'list' | 'object' | 'some-text' | 'some-list' }
  | { readonly kind: 'at-least' | 'more-than' | 'at-most' | 'at-most-characters'; readonly limit: number }
  /** In English, for what is rare. */
  | { readonly kind: 'other'; readonly says: string };

export type RecipeWrong =
  | { readonly kind: 'json'; readonly found: string; readonly expected: string }
  | {
      readonly kind: 'unknown-field';
      readonly name: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    }
  | { readonly kind: 'missing'; readonly expected: RecipeExpected }
  | {
      readonly kind: 'value';
      readonly found: string;
      readonly expected: RecipeExpected;
      readonly nearest: string | null;
    }
  | { readonly kind: 'template'; readonly what: TemplateFault['what']; readonly character: number }
  | {
      readonly kind: 'unknown-variable';
      readonly name: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'misplaced-variable';
      readonly name: string;
      readonly belongs: 'segment' | 'segment-caption' | 'segments';
    }
  | {
      readonly kind: 'track-not-made';
      readonly track: string;
      readonly made: readonly string[];
      readonly nearest: string | null;
    }
  | { readonly kind: 'no-segments' }
  | { readonly kind: 'nothing-asked' }
  | { readonly kind: 'same-again'; readonly name: string; readonly first: string }
  | { readonly kind: 'choices'; readonly what: 'not-a-choice' | 'only-one' | 'same' }
  | { readonly kind: 'least-over-most'; readonly least: number; readonly most: number };

export const recipeSentences: Sentences<RecipeProblem> = {
  'recipe-unknown': ({ known, name, nearest }) =>
    `There is no recipe called ${name}${nearest === null ? '' : `; ${nearest} is meant, perhaps`}. ` +
    `These ship: ${list(known)}. For one of your own, give the path of its file.`,
  'recipe-unreadable': ({ cause, path }) => `${path}: this recipe cannot be read (${cause}). Check the path.`,
  'recipe-wrong': ({ faults, path }) =>
    `${faults
      .slice(0, 1)
      .map((fault) => faultSentence(path, fault))
      .join('')}` +
    (faults.length > 1 ? ` And ${faults.length - 1} more: \`panda recipes check ${path}\` names them.` : ''),
  'recipe-exists': ({ path }) => `${path}: there is a file already. Choose another name.`,
};

/** With file, line, column and field, as editors and people find it. */
export function faultSentence(path: string, { field, place, wrong }: RecipeFault): string {
  const at = place === null ? path : `${path}:${place.line}:${place.column}`;
  return `${at}: ${field === '' ? '' : `${field}: `}${wrongText(wrong)}`;
}

function wrongText(wrong: RecipeWrong): string {
  switch (wrong.kind) {
    case 'json':
      return `this is not JSON: expected ${wrong.expected}, found ${wrong.found === '' ? 'the end' : JSON.stringify(wrong.found)}.`;
    case 'unknown-field':
      return `there is no field "${wrong.name}" here${meant(wrong.nearest)}. There are: ${list(wrong.known)}.`;
    case 'missing':
      return `this field is missing. Expected: ${expectedText(wrong.expected)}.`;
    case 'value':
      return `${wrong.found} cannot stand here${meant(wrong.nearest)}. Expected: ${expectedText(wrong.expected)}.`;
    case 'template':
      return `${TEMPLATE_WORDS[wrong.what]} (character ${wrong.character}).`;
    case 'unknown-variable':
      return `there is no variable {${wrong.name}}${meant(wrong.nearest === null ? null : `{${wrong.nearest}}`)}. There are: ${list(wrong.known.map((name) => `{${name}}`))}.`;
    case 'misplaced-variable':
      return `{${wrong.name}} ${BELONGS_WORDS[wrong.belongs]}.`;
    case 'track-not-made':
      return (
        `the track ${wrong.track} is not made before this${meant(wrong.nearest)}. ` +
        (wrong.made.length === 0 ? 'None is: captions are made in their order.' : `These are: ${list(wrong.made)}.`)
      );
    case 'no-segments':
      return 'it is asked of each segment, and the recipe has none. Add "segments", or ask it of the "video".';
    case 'nothing-asked':
      return 'it asks for nothing. Add captions, questions or proposals.';
    case 'same-again':
      return `"${wrong.name}" stands at ${wrong.first} already. Give one of them another name.`;
    case 'choices':
      return CHOICES_WORDS[wrong.what];
    case 'least-over-most':
      return `at least ${wrong.least} words and at most ${wrong.most} cannot both be. Correct one of them.`;
  }
}

export function expectedText(expected: RecipeExpected): string {
  switch (expected.kind) {
    case 'words':
      return expected.words.length === 1 ? `"${expected.words[0]}"` : `one of ${expected.words.join(', ')}`;
    case 'at-least':
      return `a number of at least ${expected.limit}`;
    case 'more-than':
      return `a number of more than ${expected.limit}`;
    case 'at-most':
      return `a number of at most ${expected.limit}`;
    case 'at-most-characters':
      return `at most ${expected.limit} characters`;
    case 'other':
      return expected.says;
    default:
      return EXPECTED_WORDS[expected.kind];
  }
}

const EXPECTED_WORDS = {
  text: 'a text',
  number: 'a number',
  'whole-number': 'a whole number',
  'yes-no': 'true or false',
  list: 'a list',
  object: 'an object { }',
  'some-text': 'a text that is not empty',
  'some-list': 'a list of at least one',
} as const;

function meant(nearest: string | null): string {
  return nearest === null ? '' : `; ${nearest} is meant, perhaps`;
}

const TEMPLATE_WORDS: Readonly<Record<TemplateFault['what'], string>> = {
  'open-brace': '{ without }: write {{ for the character itself',
  'close-brace': '} without {: write }} for the character itself',
  'open-part': '[[ without ]]: write [[[[ for the characters themselves',
  'close-part': ']] without [[: write ]]]] for the characters themselves',
  'part-in-part': '[[ within [[ ]]: a part that may be left out holds no other',
  'part-without-variable': '[[ ]] without a variable is never left out: write the text without the brackets',
};

const BELONGS_WORDS = {
  segment: 'has a value only where each segment is asked about: "of": "segment"',
  'segment-caption': 'has a value only in the prompt of a caption of each segment: "of": "segment"',
  segments: 'names a track of segments, and the recipe makes it for the whole video: write {caption.TRACK}',
} as const;

const CHOICES_WORDS = {
  'not-a-choice': 'choices belong to the form "choice". Leave them out, or change the form.',
  'only-one': 'one choice is none. Add more, or leave all out to have wrong answers made.',
  same: 'two of the choices are the same. Change one of them.',
} as const;
