import { expect, test } from 'vitest';
import { publishedBy } from './published.ts';

test('who publishes a package says so, and nothing is made up for who does not', () => {
  expect(publishedBy({})).toEqual({});
  expect(
    publishedBy({
      PANDA_PACKAGE_HOMEPAGE: 'https://example.org/panda',
      PANDA_PACKAGE_MAINTAINER: 'Some One <some@example.org>',
      PANDA_PACKAGE_RELEASES: 'https://example.org/latest',
    }),
  ).toEqual({
    homepage: 'https://example.org/panda',
    maintainer: { name: 'Some One', email: 'some@example.org' },
    releaseFeed: 'https://example.org/latest',
  });
});

test('what is none is refused by its name', () => {
  expect(() => publishedBy({ PANDA_PACKAGE_RELEASES: 'http://example.org' })).toThrow('PANDA_PACKAGE_RELEASES: http:');
  expect(() => publishedBy({ PANDA_PACKAGE_MAINTAINER: 'Some One' })).toThrow('is not as Name <name@example.org>');
});
