/** The screens there are, in the order of the rail. */
export const PLACES = [
  'library',
  'workbench',
  'review',
  'runs',
  'recipes',
  'measures',
  'datasets',
  'models',
  'settings',
] as const;
export type Place = (typeof PLACES)[number];
