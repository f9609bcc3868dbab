/** Models and the machine. */

export const models = {
  about: (count: string) => `${count} on this machine`,
  list: 'Models',
  folder: (path: string) => `Models of your own belong in ${path}.`,
  again: 'Look again',
  none: 'No model is here yet: put a model folder into the folder named below, then look again.',
  used: 'used',
  use: 'Use',
  damaged: 'damaged',
  verify: 'Verify',
  verifying: 'Reading every byte …',
  whole: 'Every byte is as the manifest says.',
  origin: { own: 'your own', shipped: 'ships with the program' },
  precision: 'Precision',
  size: 'Size',
  licence: 'Licence',
  source: 'Source',
  place: 'Folder',
  weights: 'Weights',
};
