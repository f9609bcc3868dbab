import { expect, it } from 'vitest';
import { makeSuggestion } from './made-project.ts';
import { pack, unpack } from './packing.ts';

const store = { newId: () => '01M7Y8MVAW9094VBD0NK' } as never;
/** Never to be made anew: files of this format are about. */
const OLD =
  'Q0/b4ZYGliZhTi4Gft5YkzlCPgKR4l0z8xSK8ktSixUcS0vyFZ7vWvSic9OzjXtf7F2m8GH+rOk4Uz62bGcKzXWUZIjEJMog' +
  'UgaCOJeInJOcQhlEyWnhSBkMT94x0jEyRcs7kODTMTQwMTQzM6cwyzgqFKWmIOeN5MQiSCo3IiGVG6GkciP6p3IDBKgFAA==';
const json = JSON.stringify(makeSuggestion(store, '01M7Y8MVAW9094VBD0NX' as never, 'Ein rotes Auto 红色汽车 🚗'));

it('leaves a short body as it is, makes a long one half as large, and gives back both', () => {
  const bodies = ['{}', JSON.stringify(['x'.repeat(100)]), json, JSON.stringify({ pieces: 'abcdefgh'.repeat(10_000) })];
  const packed = bodies.map(pack);
  expect(packed.map((one) => unpack(one))).toEqual(bodies);
  expect(packed.map((one) => typeof one)).toEqual(['string', 'string', 'object', 'object']);
  expect(packed[2]!.length).toBeLessThan(json.length / 2);
});

it('reads what older programs packed', () => {
  const old = Buffer.from(OLD, 'base64');
  expect(unpack(old)).toBe(json);
});
