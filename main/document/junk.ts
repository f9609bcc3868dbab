/** Why a text that a model wrote is not worth a person's time. Knows nothing of how it is found. */

export const JUNK_REASONS = [
  'empty',
  'cut-off',
  'looping',
  'refusing',
  'leaked-prompt',
  'wrong-language',
  'duplicate',
  'breaks-rule',
] as const;
export type JunkReason = (typeof JUNK_REASONS)[number];
