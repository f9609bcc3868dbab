/**
 * Keys for fingers that know another program: what differs from this one's own keys, by the id of the action. Where such
 * a key is another action's here, that one has another in the set, so that no set has a conflict.
 */
import type { KeyName } from '../keys/key.ts';

export const KEY_SETS = ['own', 'losslesscut', 'premiere', 'cvat'] as const;
export type KeySetName = (typeof KEY_SETS)[number];

export type KeySet = Readonly<Record<string, readonly KeyName[]>>;

/** Arrows go by a second and `,` `.` by a frame; Shift goes to the ends of segments. */
const losslesscut: KeySet = {
  'play.frame-back': [','],
  'play.frame-forward': ['.'],
  'play.second-back': ['Left'],
  'play.second-forward': ['Right'],
  'segments.previous': ['Up', 'Shift+Left'],
  'segments.next': ['Down', 'Shift+Right'],
  'segments.remove': ['Backspace'],
  'view.keys': ['?', 'Shift+/'],
};

/** Ctrl+K cuts, and the palette has F1 for it; Ctrl with an arrow trims an edge. */
const premiere: KeySet = {
  'play.five-back': ['Shift+Left'],
  'play.five-forward': ['Shift+Right'],
  'play.second-back': ['Ctrl+Shift+Left'],
  'play.second-forward': ['Ctrl+Shift+Right'],
  'segments.split': ['Ctrl+K'],
  'segments.edge-earlier': ['Ctrl+Left'],
  'segments.edge-later': ['Ctrl+Right'],
  'timeline.closer': ['=', 'Ctrl+Up'],
  'timeline.wider': ['-', 'Ctrl+Down'],
  'view.palette': ['F1'],
};

/** D and F go by a frame, C and V by many. */
const cvat: KeySet = {
  'play.frame-back': ['D', 'Left'],
  'play.frame-forward': ['F', 'Right'],
  'play.second-back': ['C', 'Shift+Left'],
  'play.second-forward': ['V', 'Shift+Right'],
  'segments.remove': ['Delete'],
  'texts.flag': ['Shift+F'],
  'videos.flag': ['Shift+F'],
  'texts.comment': ['Shift+C'],
  'review.flag': ['Shift+F'],
  'review.comment': ['Shift+C'],
  'view.keys': ['F1', '?'],
  'go.settings': ['F2', 'Ctrl+9'],
};

export const keySets: Readonly<Record<KeySetName, KeySet>> = { own: {}, losslesscut, premiere, cvat };
