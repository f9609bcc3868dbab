import { expect, test } from 'vitest';
import type { Edit, Step } from '../edit.ts';
import type { PersonId, ResponseId } from '../ids.ts';
import { originOfWords } from './origin.ts';
import type { TextVersion } from './origin.ts';
import { textVersions } from './text-versions.ts';

const MODEL = 'mini@1';

function machine(text: string, stepSeq: number): TextVersion {
  return { text, origin: 'machine', stepSeq, by: MODEL, from: null };
}

function person(text: string, stepSeq: number, from: number | null = null, by = 'ada'): TextVersion {
  return { text, origin: 'person', stepSeq, by, from };
}

/** `red_1` for a word of step 1; in capitals, a person's. */
function shown(versions: readonly TextVersion[]): string {
  return originOfWords(versions)
    .map(({ text, origin, stepSeq }) => `${origin === 'person' ? text.trim().toUpperCase() : text.trim()}_${stepSeq}`)
    .join(' ');
}

test('a word keeps its origin through the versions that keep it', () => {
  const versions = [machine('a red car drives', 1), person('a red car drives', 2, 0), person('a blue car drives', 3)];
  expect(originOfWords([...versions, person('a blue car drives slowly', 4, null, 'bo')])).toEqual([
    { text: 'a ', origin: 'machine', stepSeq: 1, by: MODEL },
    { text: 'blue ', origin: 'person', stepSeq: 3, by: 'ada' },
    { text: 'car ', origin: 'machine', stepSeq: 1, by: MODEL },
    { text: 'drives ', origin: 'machine', stepSeq: 1, by: MODEL },
    { text: 'slowly', origin: 'person', stepSeq: 4, by: 'bo' },
  ]);
});

test('what a person takes out and writes again is theirs, but an undo brings back what it was', () => {
  const typed = [machine('a red car', 1), person('a red car', 2, 0), person('a car', 3)];
  expect(shown([...typed, person('a red car here', 4)])).toBe('a_1 RED_4 car_1 HERE_4');
  expect(shown([...typed, person('a red car', 4)])).toBe('a_1 red_1 car_1');
});

test('who takes another suggestion has its words, and their own where they stay', () => {
  const versions = [
    machine('a red car', 1),
    person('a red car on ice', 2, 0),
    machine('two cars', 3),
    person('two cars on ice', 4, 2),
  ];
  expect(shown(versions)).toBe('two_3 cars_3 ON_2 ICE_2');
  expect(shown(versions.slice(0, 3))).toBe('two_3 cars_3');
  expect(shown([])).toBe('');
});

test('words without spaces have an origin each', () => {
  expect(shown([machine('红色的汽车', 1), person('蓝色的汽车', 2, 0)])).toBe('蓝色_2 的_1 汽车_1');
});

test('the versions come from the journal, also through undo and redo', () => {
  const responseId = 'r1' as ResponseId;
  const step = (seq: number) => ({ seq, actor: { personId: 'ada' as PersonId } }) as Step;
  const suggestion = { id: 's1', text: 'a red car', model: { id: 'mini', version: '1', weightsHash: '' } };
  const response = { id: responseId, text: 'a red car', suggestionId: 's1', decision: null };
  const update = (from: object, to: object) => ({ do: 'update', type: 'response', id: responseId, from, to });
  const edits = [
    { do: 'create', type: 'suggestion', record: suggestion },
    { do: 'create', type: 'response', record: response },
    update({ text: 'a red car' }, { text: 'a blue car' }),
    update({ decision: null }, { decision: 'accepted' }),
    { do: 'create', type: 'response', record: { ...response, id: 'another' } },
    { do: 'remove', type: 'response', record: { ...response, text: 'a blue car' } },
    { do: 'create', type: 'response', record: { ...response, text: 'a blue car' } },
  ] as unknown as Edit[];
  const versions = textVersions(
    edits.map((edit, at) => ({ step: step(at + 1), edit })),
    responseId,
  );
  expect(versions).toEqual([
    machine('a red car', 1),
    person('a red car', 2, 0),
    person('a blue car', 3),
    person('a blue car', 7, 0),
  ]);
  expect(shown(versions)).toBe('a_1 BLUE_3 car_1');
});

test('of what was saved while a person typed, only the end of the gesture counts', () => {
  const texts = ['a red bcar', 'a red blcar', 'a red blue car'];
  const step = { seq: 2, actor: { personId: 'ada' as PersonId } } as Step;
  const suggestion = { id: 's1', text: 'a red car', model: { id: 'mini', version: '1', weightsHash: '' } };
  const edits = [
    { do: 'create', type: 'suggestion', record: suggestion },
    { do: 'create', type: 'response', record: { id: 'r1', text: 'a red car', suggestionId: 's1' } },
    ...texts.map((text) => ({ do: 'update', type: 'response', id: 'r1', from: {}, to: { text } })),
  ] as unknown as Edit[];
  const changes = edits.map((edit, at) => ({ step: at === 0 ? ({ seq: 1 } as Step) : step, edit }));
  expect(shown(textVersions(changes, 'r1' as ResponseId))).toBe('a_1 red_1 BLUE_2 car_1');
});
