/** What a step did, as a person reads it in a terminal. */
import type { Step } from '../services/index.ts';

const VERBS: Readonly<Record<Step['label'], string>> = {
  write: 'writing',
  accept: 'accepting',
  reject: 'rejecting',
  skip: 'skipping',
  flag: 'flagging',
  comment: 'commenting',
  approve: 'approving',
  return: 'returning',
  generate: 'generating texts',
  'add-items': 'adding captions or questions',
  'remove-items': 'removing captions or questions',
  'edit-question': 'changing a question',
  'edit-segments': 'changing segments',
  'find-segments': 'finding segments',
  'add-videos': 'adding videos',
  'remove-videos': 'removing videos',
  'exclude-videos': 'excluding videos',
  'include-videos': 'including videos',
  'move-videos': 'finding videos again',
  'map-root': 'mapping a folder',
  import: 'importing',
  replace: 'replacing in texts',
  assign: 'assigning',
  people: 'changing the people',
  join: 'joining the project',
  recipe: 'changing a recipe',
  guidelines: 'changing the guidelines',
  settings: 'changing the settings',
  merge: 'merging',
};

/** `adding videos (5003)` */
export function stepText({ label, detail }: Pick<Step, 'label' | 'detail'>): string {
  return detail === null ? VERBS[label] : `${VERBS[label]} (${detail})`;
}
