import { expect, test } from 'vitest';
import { nearDuplicates } from './near.ts';

/** A picture of fields: a slope of its own, and a bright field at `at`. */
function print(slope: number, at: number, noise = 0): Uint8Array {
  return Uint8Array.from({ length: 216 }, (_, byte) => {
    const field = Math.floor(byte / 3);
    const shade = 40 + ((field * slope) % 90) + (field === at ? 120 : 0);
    return shade + ((byte * 7919 + noise * 104_729) % (2 * noise + 1)) - noise;
  });
}

const video = (id: string, slope: number, { at = 10, noise = 0 } = {}) => ({
  id,
  prints: Array.from({ length: 8 }, (_, moment) => print(slope, at + moment, noise)),
});

test('videos that differ by noise are one group, whatever lies between; a thing elsewhere makes another video', () => {
  const videos = [
    video('a', 23),
    video('other', 31),
    video('a again', 23, { noise: 4 }),
    video('elsewhere', 23, { at: 40 }),
    video('other again', 31, { noise: 2 }),
    video('a once more', 23, { noise: 6 }),
  ];
  expect(nearDuplicates(videos)).toEqual([
    ['a', 'a again', 'a once more'],
    ['other', 'other again'],
  ]);
});

test('flat pictures are no likeness, and most of the others have to be near', () => {
  const black = { id: 'black', prints: Array.from({ length: 8 }, () => new Uint8Array(216)) };
  const mixed = { id: 'mixed', prints: [...video('', 23).prints.slice(0, 5), ...video('', 31).prints.slice(0, 3)] };
  const fades = { id: 'fades', prints: [...black.prints.slice(0, 3), ...video('', 23).prints.slice(3)] };
  expect(nearDuplicates([black, { ...black, id: 'black too' }, video('a', 23), mixed, fades])).toEqual([
    ['a', 'fades'],
  ]);
});
