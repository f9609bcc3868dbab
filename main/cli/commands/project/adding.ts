/** Adds videos to an open project, and tells how it goes. */
import { actorIn, addVideos, findFfmpeg, observeVideos, sentence } from '../../../services/index.ts';
import type { Added, Observed, ProjectStore } from '../../../services/index.ts';
import { EXIT } from '../../exit-code.ts';
import { stopOnSignals } from '../../stop.ts';
import { openProgress, printable } from '../../terminal.ts';
import type { Progress } from '../../terminal.ts';
import { countText } from '../../wording.ts';

export interface AddOptions {
  readonly probe?: true;
  readonly ffmpeg?: string;
  readonly json?: true;
}

export async function addToProject(
  store: ProjectStore,
  named: readonly string[],
  { probe, ffmpeg, json }: AddOptions,
): Promise<number> {
  using stop = stopOnSignals();
  const { signal } = stop;
  // Before anything is written: where ffmpeg is missing, nothing was asked for that can be done.
  const tool = probe ? await findFfmpeg({ setting: ffmpeg }) : null;
  let added: Added;
  let observed: Observed | null = null;
  {
    using progress = openProgress(process.stderr);
    added = await addVideos(store, {
      named,
      actor: actorIn(store),
      signal,
      onProgress: ({ found, added: done }) => progress.show(`${countText(found, 'video')} found, ${done} added`),
    });
    for (const { problem } of added.problems) progress.note(sentence(problem));
    if (tool !== null && !signal.aborted) {
      const videos = store.all('video');
      observed = await observeVideos(store, { videos, ffmpeg: tool, signal, onProgress: lookedText(progress) });
    }
  }
  if (json) process.stdout.write(`${JSON.stringify({ path: store.path, ...added, observed })}\n`);
  else process.stdout.write(textOf(store, added, observed));
  if (signal.aborted) return stop.exitCode();
  return added.problems.length > 0 ? EXIT.someFailed : EXIT.done;
}

export function lookedText(progress: Progress): (observed: Observed) => void {
  return ({ looked, states, unusable }) =>
    progress.show(`${countText(looked, 'video')} looked at, ${states.missing} missing, ${unusable} unusable`);
}

export function observedText({ looked, states, unusable }: Observed): string {
  const parts = [
    `${states.present} there`,
    ...(states.changed > 0 ? [`${states.changed} changed since they were annotated`] : []),
    ...(states.missing > 0 ? [`${states.missing} missing`] : []),
    ...(unusable > 0 ? [`${unusable} unusable`] : []),
  ];
  return `${countText(looked, 'video')} looked at: ${parts.join(', ')}.`;
}

function textOf(store: ProjectStore, added: Added, observed: Observed | null): string {
  const known = added.known > 0 ? `, ${added.known} listed already` : '';
  const lines = [
    ...added.newRoots.map(({ name, path }) => `New folder ${name}: ${path}`),
    `${countText(added.added, 'video')} added${known}.`,
    ...offerOf(store, added),
    ...(observed === null ? [] : [observedText(observed)]),
    ...(added.stopped ? ['Stopped; the same command goes on.'] : []),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** What lies beside videos that were added, and how to take it in. */
export function offerOf(store: ProjectStore, { sidecars }: Added): string[] {
  const kinds = Object.entries(sidecars).map(([ending, files]) => `${files} .${ending}`);
  if (kinds.length === 0) return [];
  return [
    `Texts lie beside these videos (${kinds.join(', ')}): \`panda import --project ${store.path}\` takes them in.`,
  ];
}
