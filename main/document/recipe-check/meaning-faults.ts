/**
 * What a recipe cannot mean although its shape is right: variables that say nothing where they stand, names twice,
 * segments that nobody makes. Reads what is there as far as it goes, so that all faults are found at once.
 */
import type { RecipeWrong } from '../problems/recipe.ts';
import { QUESTION_FORMS } from '../question.ts';
import { normalised } from '../status.ts';
import type { JsonPath } from './json-text.ts';
import type { Fault } from './shape-faults.ts';
import { templateFaults } from './template-faults.ts';
import type { MadeTrack } from './template-faults.ts';

const OTHER_FORMS: readonly unknown[] = QUESTION_FORMS.filter((form) => form !== 'choice');

type Loose = Readonly<Record<string, unknown>>;

export function meaningFaults(recipe: unknown): Fault[] {
  const { captions, proposals, questions, segments } = looseOf(recipe);
  const asked = [
    ...listOf(captions).map((entry, index) => ({ entry, path: ['captions', index], name: textOf(entry['track']) })),
    ...listOf(questions).map((entry, index) => ({ entry, path: ['questions', index], name: textOf(entry['id']) })),
  ];
  const hasSegments = (looseOf(segments)['by'] ?? 'none') !== 'none';
  const proposal = looseOf(proposals);
  const nothing = asked.length === 0 && (proposals ?? null) === null && isListOrNothing(captions, questions);
  return [
    ...(nothing ? [at([], { kind: 'nothing-asked' })] : []),
    ...(hasSegments ? [] : [...asked, { entry: proposal, path: ['proposals'] }].flatMap(segmentFaults)),
    ...twiceFaults(
      asked.map(({ entry, name, path }) => ({ name, path, key: `${path[0]} ${entry['of'] === 'segment'} ${name}` })),
    ),
    ...listOf(captions).flatMap(({ rules }, index) => ruleFaults(looseOf(rules), ['captions', index, 'rules'])),
    ...listOf(questions).flatMap((question, index) => choiceFaults(question, ['questions', index, 'choices'])),
    ...templates(asked, proposal),
  ];
}

/** Each with the tracks that are there when it is filled in. */
function templates(asked: readonly { entry: Loose; path: JsonPath }[], proposal: Loose): Fault[] {
  const made: MadeTrack[] = [];
  const faults = asked.flatMap(({ entry, path }) => {
    const track = path[0] === 'captions' ? textOf(entry['track']) : undefined;
    const field = path[0] === 'captions' ? 'prompt' : 'text';
    const where = { ofSegment: entry['of'] === 'segment', isCaption: path[0] === 'captions', made: [...made] };
    if (track !== undefined) made.push({ track, ofSegment: where.ofSegment });
    return templateFaults(textOf(entry[field]) ?? '', [...path, field], where);
  });
  const prompts = Array.isArray(proposal['prompts']) ? (proposal['prompts'] as unknown[]) : [];
  return faults.concat(
    prompts.flatMap((prompt, index) =>
      templateFaults(textOf(prompt) ?? '', ['proposals', 'prompts', index], {
        ofSegment: proposal['of'] === 'segment',
        isCaption: false,
        made,
      }),
    ),
  );
}

function segmentFaults({ entry, path }: { entry: Loose; path: JsonPath }): Fault[] {
  return entry['of'] === 'segment' ? [at([...path, 'of'], { kind: 'no-segments' })] : [];
}

function twiceFaults(named: readonly { name: string | undefined; path: JsonPath; key: string }[]): Fault[] {
  return named.flatMap(({ key, name, path }, index) => {
    const first = named.findIndex((other) => other.key === key);
    if (name === undefined || first === index) return [];
    return [
      at([...path, path[0] === 'captions' ? 'track' : 'id'], {
        kind: 'same-again',
        name,
        first: fieldOf(named[first]?.path ?? []),
      }),
    ];
  });
}

function ruleFaults({ maxWords, minWords }: Loose, path: JsonPath): Fault[] {
  return typeof minWords === 'number' && typeof maxWords === 'number' && minWords > maxWords
    ? [at([...path, 'maxWords'], { kind: 'least-over-most', least: minWords, most: maxWords })]
    : [];
}

function choiceFaults({ choices, form }: Loose, path: JsonPath): Fault[] {
  const texts = Array.isArray(choices) ? choices.filter((choice) => typeof choice === 'string') : [];
  if (texts.length === 0) return [];
  if (form === undefined || OTHER_FORMS.includes(form)) return [at(path, { kind: 'choices', what: 'not-a-choice' })];
  if (form !== 'choice') return [];
  if (texts.length === 1) return [at(path, { kind: 'choices', what: 'only-one' })];
  const different = new Set(texts.map((text) => normalised(text).toLowerCase()));
  return different.size < texts.length ? [at(path, { kind: 'choices', what: 'same' })] : [];
}

/** `captions[1].prompt`. */
export function fieldOf(path: JsonPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

function at(path: JsonPath, wrong: RecipeWrong): Fault {
  return { path, ofName: false, wrong };
}

function looseOf(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

function listOf(value: unknown): Loose[] {
  return Array.isArray(value) ? value.map(looseOf) : [];
}

function isListOrNothing(...values: readonly unknown[]): boolean {
  return values.every((value) => value === undefined || Array.isArray(value));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
