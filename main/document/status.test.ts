import { expect, test } from 'vitest';
import type { Item, Response, Review, Suggestion } from './records.ts';
import { normalised, sameText, standingOf } from './status.ts';
import type { Standing } from './status.ts';

const caption = { kind: 'caption', track: 'short' } as Item;
const qa = { kind: 'qa', question: 'What is it?', form: 'open' } as Item;

function suggestion(part: Partial<Suggestion> | { id?: string } = {}): Suggestion {
  return { id: 's1', text: 'a red car', question: null, span: null, junk: null, ...part } as Suggestion;
}

function response(part: Partial<Response> | { id?: string; suggestionId?: string | null } = {}): Response {
  const plain = { id: 'r1', text: 'a red car', span: null, decision: 'accepted', suggestionId: 's1', blind: false };
  const decidedAtMs = 10;
  return { ...plain, decidedAtMs, ...part } as Response;
}

function review(part: Partial<Review> | { responseId?: string } = {}): Review {
  return { responseId: 'r1', verdict: 'approved', text: 'a red car', madeAtMs: 20, ...part } as Review;
}

interface Parts {
  readonly item?: Item;
  readonly suggestions?: readonly Suggestion[];
  readonly responses?: readonly Response[];
  readonly reviews?: readonly Review[];
}

function standing({ item = caption, suggestions = [suggestion()], responses = [], reviews = [] }: Parts): Standing {
  return standingOf({ item, suggestions, responses, reviews });
}

function statusOf(parts: Parts): Standing['status'] {
  return standing(parts).status;
}

test('the status follows from the texts', () => {
  const of = (part: Parameters<typeof response>[0]) => statusOf({ responses: [response(part)] });
  expect({
    nothing: statusOf({ suggestions: [] }),
    junk: statusOf({ suggestions: [suggestion({ junk: 'looping' })] }),
    suggested: statusOf({}),
    typing: of({ decision: null }),
    asItWas: of({}),
    spacesApart: of({ text: ' a  red\ncar ' }),
    changed: of({ text: 'a blue car' }),
    otherCase: of({ text: 'A red car' }),
    own: of({ suggestionId: null }),
    rejected: of({ decision: 'rejected' }),
    skipped: of({ decision: 'skipped' }),
  }).toEqual({
    nothing: 'todo',
    junk: 'todo',
    suggested: 'suggested',
    typing: 'editing',
    asItWas: 'accepted',
    spacesApart: 'accepted',
    changed: 'edited',
    otherCase: 'edited',
    own: 'written',
    rejected: 'rejected',
    skipped: 'skipped',
  });
});

test('a changed question or span is a change too', () => {
  const span = { fromUs: 1, toUs: 2 };
  const asked = (question: string | null) =>
    statusOf({ item: qa, suggestions: [suggestion({ question })], responses: [response()] });
  const spanned = (given: Response['span']) =>
    statusOf({ suggestions: [suggestion({ span })], responses: [response({ span: given })] });
  expect([asked(null), asked('What is  it?'), asked('What was it?')]).toEqual(['accepted', 'accepted', 'edited']);
  expect([spanned({ toUs: 2, fromUs: 1 }), spanned({ fromUs: 1, toUs: 3 }), spanned(null)]).toEqual([
    'accepted',
    'edited',
    'edited',
  ]);
});

test('what stands is the latest suggestion worth showing, until there is a response', () => {
  const [first, junk] = [suggestion(), suggestion({ id: 's3', text: 'car car car', junk: 'looping' })];
  const second = suggestion({ id: 's2', text: 'two cars' });
  const suggestions = [first, second, junk];
  expect(standing({ suggestions })).toEqual({
    status: 'suggested',
    review: null,
    text: 'two cars',
    suggestion: second,
    response: null,
  });
  const taken = response({ text: 'a car' });
  expect(standing({ suggestions, responses: [taken] })).toEqual({
    status: 'edited',
    review: null,
    text: 'a car',
    suggestion: first,
    response: taken,
  });
  const skipped = response({ decision: 'skipped', text: '' });
  expect(standing({ suggestions, responses: [skipped] }).text).toBe('a red car');
});

test('the latest decision stands, else the latest response, and a blind one never does', () => {
  const [mine, hers] = [response(), response({ id: 'r2', text: 'two cars' })];
  const blind = response({ id: 'r3', text: 'three', blind: true });
  expect(standing({ responses: [mine, hers, blind] })).toMatchObject({ status: 'edited', response: hers });
  const [begun, skipped] = [response({ id: 'r4', decision: null }), response({ id: 'r5', decision: 'skipped' })];
  expect(standing({ responses: [mine, begun, skipped] })).toMatchObject({ status: 'accepted', response: mine });
  expect(standing({ responses: [skipped, begun] })).toMatchObject({ status: 'editing', response: begun });
  expect(standing({ responses: [blind] })).toMatchObject({ status: 'suggested', text: 'a red car', response: null });
});

test('a review holds for the text that it was given for, the latest of them', () => {
  const of = (part: Parts) => standing({ responses: [response()], ...part }).review;
  expect({
    none: of({}),
    approved: of({ reviews: [review()] }),
    later: of({ reviews: [review(), review({ verdict: 'returned' })] }),
    ofAnother: of({ reviews: [review({ responseId: 'r2' })] }),
    decidedAgain: of({ responses: [response({ decidedAtMs: 30 })], reviews: [review()] }),
    changedSince: of({ responses: [response({ text: 'a car' })], reviews: [review()] }),
    openedAgain: of({ responses: [response({ decision: null })], reviews: [review()] }),
  }).toEqual({
    none: null,
    approved: 'approved',
    later: 'returned',
    ofAnother: null,
    decidedAgain: null,
    changedSince: null,
    openedAgain: null,
  });
});

test('texts are the same but for how Unicode writes them and for white space', () => {
  expect(normalised(' caf\u0065\u0301\t\n au  lait ')).toBe('caf\u00e9 au lait');
  expect([sameText('한', '\u1112\u1161\u11ab'), sameText('a\u00a0b', 'a b'), sameText('a.', 'a')]).toEqual([
    true,
    true,
    false,
  ]);
});
