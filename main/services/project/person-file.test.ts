import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { readPersonHere, writePersonHere } from './person-file.ts';

const makeFolder = foldersUntil(afterAll);

test('the person of this machine is made once, with a name and an id, and stays the same', () => {
  const home = join(makeFolder(), 'not', 'there', 'yet');
  const person = readPersonHere(home);
  expect(person.name).not.toBe('');
  expect(person.id).toMatch(/^[0-9A-Z]{20}$/);
  expect(readPersonHere(home)).toEqual(person);
  expect(readdirSync(home)).toEqual(['person.json']);
});

test('a person may take another name', () => {
  const home = makeFolder();
  const person = { ...readPersonHere(home), name: '김하늘' };
  writePersonHere(person, home);
  expect(readPersonHere(home)).toEqual(person);
  expect(readdirSync(home)).toEqual(['person.json']);
});

test('a file that is damaged is never replaced by a new person, who would not be known in any project', () => {
  const home = makeFolder({ 'person.json': '{"format":"panda-person","id":' });
  const path = join(home, 'person.json');
  expect(() => readPersonHere(home)).toThrow(`${path}: it should say who works on this machine, and cannot be read`);
  expect(readFileSync(path, 'utf8')).toBe('{"format":"panda-person","id":');
  writeFileSync(path, '{"id":"x"}');
  expect(() => readPersonHere(home)).toThrow('it is not a file of this program');
});

test('a home that cannot be written is a problem with a remedy', () => {
  const home = join(makeFolder({ file: '' }), 'file', 'home');
  expect(() => readPersonHere(home)).toThrow(`Make room, or set PANDA_HOME to a folder that can be written.`);
  const taken = makeFolder();
  mkdirSync(join(taken, 'person.json'));
  expect(() => readPersonHere(taken)).toThrow('cannot be read');
});
