import { expect, test } from 'vitest';
import { causeOf } from './cause.ts';

test.each([
  [
    [
      '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x56556]  moov atom not found',
      'file:/a: b.mp4: Invalid data found when processing input',
    ],
    'moov atom not found',
  ],
  [['file:/a: b.mp4: Invalid data found when processing input'], 'Invalid data found when processing input'],
  [
    ["[hls @ 0x7f12] Format not on whitelist 'mov,matroska'", 'file:/a.mp4: Invalid argument'],
    'it is a file of kind hls, not a video',
  ],
  [
    ['[hls @ 0x5d] Not detecting m3u8/hls with non standard extension and non standard mime type'],
    'it is a file of kind hls, not a video',
  ],
  [['', 'file:/a.mp4: Permission denied'], 'Permission denied'],
  [[], 'no reason given'],
  [['x'.repeat(1000)], `${'x'.repeat(299)}…`],
])('of %j the cause is told', (complaints, cause) => {
  expect(causeOf(complaints)).toBe(cause);
});
