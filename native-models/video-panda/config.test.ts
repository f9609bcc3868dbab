import { describe, expect, it } from 'vitest';
import { frameTokens, officialConfig, parseConfig } from './config.ts';

describe('a config', () => {
  it('is read back as it was written', () => {
    expect(parseConfig(JSON.parse(JSON.stringify(officialConfig)))).toEqual(officialConfig);
  });

  it.for([
    ['a field that is unknown', { ...officialConfig, colour: 'red' }],
    ['another architecture', { ...officialConfig, architecture: 'other' }],
    ['frames that are no whole chunks', { ...officialConfig, vision: { ...officialConfig.vision, frames: 7 } }],
    [
      'half a square that is no whole windows',
      { ...officialConfig, vision: { ...officialConfig.vision, imageSize: 84 } },
    ],
    ['heads that do not divide the width', { ...officialConfig, vision: { ...officialConfig.vision, gstraHeads: 11 } }],
    ['no context token at all', { ...officialConfig, vision: { ...officialConfig.vision, gstra: false, fsra: false } }],
  ] as const)('is refused with %s', ([, json]) => {
    expect(() => parseConfig(json)).toThrow();
  });

  it('says how many tokens a frame has', () => {
    const { vision } = officialConfig;
    expect([
      frameTokens(vision, { rows: 32, columns: 32 }),
      frameTokens(vision, { rows: 18, columns: 32 }),
      frameTokens(vision, { rows: 16, columns: 16 }),
      frameTokens({ ...vision, row: false }, { rows: 18, columns: 32 }),
    ]).toEqual([273, 154, 73, 145]);
  });
});
