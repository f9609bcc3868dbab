/** Playing, going through a video by frames and seconds, and how much of its time is seen. */
import { US_PER_SECOND } from '../../../main/document/time.ts';
import type { Messages } from '../../locales/en.ts';
import type { App } from '../../state/app.svelte.ts';
import { Playback } from '../../state/playback.svelte.ts';
import { Timeline } from '../../state/timeline.svelte.ts';
import type { Action } from '../action.ts';

const hasClip = (app: App) => isOnStage(app) && (app.of(Playback).clip?.frames ?? null) !== null;
const mayPlay = (app: App) => hasClip(app) && app.of(Playback).clip?.picturesOnly === false;

/** Where the stage is seen, its keys act. */
export function isOnStage(app: App): boolean {
  return (
    app.overlay === null && (app.place === 'workbench' || app.place === 'review') && app.selection.videoId !== null
  );
}

export const toggle: Action = {
  id: 'play.toggle',
  group: 'play',
  label: (t) => t.stage.play,
  keys: ['Space', 'K'],
  when: mayPlay,
  run: (app) => app.of(Playback).toggle(),
};

export const slower: Action = {
  id: 'play.slower',
  group: 'play',
  label: (t) => t.stage.slower,
  keys: ['J'],
  when: mayPlay,
  run: (app) => app.of(Playback).slower(),
};

export const faster: Action = {
  id: 'play.faster',
  group: 'play',
  label: (t) => t.stage.faster,
  keys: ['L'],
  when: mayPlay,
  run: (app) => app.of(Playback).faster(),
};

interface Move {
  readonly id: string;
  readonly label: (t: Messages) => string;
  readonly keys: Action['keys'];
  readonly run: (playback: Playback) => void;
}

function move({ id, keys, label, run }: Move): Action {
  return { id, group: 'play', label, keys, when: hasClip, run: (app) => run(app.of(Playback)), repeats: true };
}

export const frameBack = move({
  id: 'play.frame-back',
  label: (t) => t.stage.frameBack,
  keys: ['Left', ','],
  run: (playback) => playback.step(-1),
});

export const frameForward = move({
  id: 'play.frame-forward',
  label: (t) => t.stage.frameForward,
  keys: ['Right', '.'],
  run: (playback) => playback.step(1),
});

const skips: readonly Action[] = [
  move({
    id: 'play.second-back',
    label: (t) => t.stage.secondBack,
    keys: ['Shift+Left'],
    run: (playback) => playback.skip(-US_PER_SECOND),
  }),
  move({
    id: 'play.second-forward',
    label: (t) => t.stage.secondForward,
    keys: ['Shift+Right'],
    run: (playback) => playback.skip(US_PER_SECOND),
  }),
  move({
    id: 'play.five-back',
    label: (t) => t.stage.fiveBack,
    keys: ['Ctrl+Left'],
    run: (playback) => playback.skip(-5 * US_PER_SECOND),
  }),
  move({
    id: 'play.five-forward',
    label: (t) => t.stage.fiveForward,
    keys: ['Ctrl+Right'],
    run: (playback) => playback.skip(5 * US_PER_SECOND),
  }),
  move({ id: 'play.start', label: (t) => t.stage.start, keys: ['Home'], run: (playback) => playback.toStart() }),
  move({ id: 'play.end', label: (t) => t.stage.end, keys: ['End'], run: (playback) => playback.toEnd() }),
];

export const playAgain: Action = {
  id: 'play.again',
  group: 'play',
  label: (t, app) => (app.selection.segmentId === null ? t.stage.againAll : t.stage.again),
  keys: ['F5'],
  when: mayPlay,
  run: (app) => {
    const playback = app.of(Playback);
    const endUs = playback.clip?.endUs ?? 0;
    playback.playAgain(app.of(Timeline).selected ?? { fromUs: 0, toUs: endUs });
  },
};

const zooms: readonly Action[] = ([1, -1] as const).map((direction) => ({
  id: direction === 1 ? 'timeline.closer' : 'timeline.wider',
  group: 'play',
  label: (t) => (direction === 1 ? t.timeline.closer : t.timeline.wider),
  keys: [direction === 1 ? 'Ctrl+Up' : 'Ctrl+Down'],
  when: isOnStage,
  run: (app) => app.of(Timeline).zoom(direction),
  repeats: true,
}));

export const playActions: readonly Action[] = [
  toggle,
  frameBack,
  frameForward,
  slower,
  faster,
  ...skips,
  playAgain,
  ...zooms,
];
