/** Tells how a run goes: progress and problems on standard error, events on standard output where they are asked for. */
import type { Forecast, ReadyRun, RunEvent } from '../services/index.ts';
import { openProgress } from './terminal.ts';
import { countText, durationText } from './wording.ts';

interface ReportSettings {
  readonly projectPath: string;
  /** Events as lines of JSON on standard output. */
  readonly asJson: boolean;
}

type Finished = Extract<RunEvent, { event: 'finished' }>;
type Failed = Extract<RunEvent, { event: 'failed' }>;

/** How many failed videos are named again at the end. */
const FAILED_NAMED_AGAIN = 20;

export async function reportRun(
  ready: ReadyRun,
  signal: AbortSignal,
  { asJson, projectPath }: ReportSettings,
): Promise<Finished> {
  using progress = openProgress(process.stderr);
  const tellEvent = (event: object): void => void (asJson && process.stdout.write(`${JSON.stringify(event)}\n`));
  tellEvent({ event: 'forecast', runId: ready.run.id, resumed: ready.resumed, ...ready.forecast });
  for (const line of beginningOf(ready)) progress.note(line);
  const failed: Failed[] = [];
  let outside = 0;
  const marked = { junk: 0, needsNoVideo: 0 };
  let finished: Finished | undefined;
  for await (const event of ready.events(signal)) {
    tellEvent(event);
    switch (event.event) {
      case 'started':
        break;
      case 'progress':
        progress.show(progressText(event));
        break;
      case 'item':
        for (const { junk, needsNoVideo } of event.texts) {
          if (junk !== null) marked.junk++;
          if (needsNoVideo === true) marked.needsNoVideo++;
        }
        if (event.problem?.code === 'outside-model-world') {
          outside++;
          progress.note(`${event.path}: outside what the model knows, ${writtenText(event.texts.length)}`);
        }
        break;
      case 'failed':
        if (failed.length < FAILED_NAMED_AGAIN) failed.push(event);
        progress.note(`failed: ${event.message}`);
        break;
      case 'paused':
        progress.note(`Paused. It goes on with: panda runs resume ${ready.run.id} --project ${projectPath}`);
        break;
      case 'resumed':
        progress.note('Going on.');
        break;
      case 'finished':
        progress[Symbol.dispose]();
        for (const line of endingOf(event, failed, projectPath)) progress.note(line);
        if (marked.junk > 0) progress.note(`${countText(marked.junk, 'text')} marked as junk.`);
        if (marked.needsNoVideo > 0) {
          progress.note(`${countText(marked.needsNoVideo, 'text')} marked as needing no video.`);
        }
        if (outside > 0) {
          progress.note(`${countText(outside, 'video')} outside what the model knows: --anyway writes about them too.`);
        }
        finished = event;
    }
  }
  if (!finished) throw new Error('a run ended without saying so');
  return finished;
}

function beginningOf({ forecast, resumed, run }: ReadyRun): string[] {
  const { model, policy, recipe } = run;
  const going = resumed ? `Going on with run ${run.id}` : `Run ${run.id}`;
  return [
    `${going}: recipe ${recipe.name}, model ${model.id} ${model.version}, policy ${policy}.`,
    ...(recipe.description === '' ? [] : [recipe.description]),
    `${workText(forecast)}.`,
    ...(forecast.factor === 1 ? [] : [`Samples and grounding cost inference: about ${forecast.factor} x the texts.`]),
  ];
}

function workText({ skipped, texts, unsegmented, videos }: Forecast): string {
  const more = unsegmented > 0 ? `, more where a video has several segments (${unsegmented} to be looked at)` : '';
  const left = skipped > 0 ? `; ${countText(skipped, 'video')} left alone by the policy` : '';
  return `${countText(videos, 'video')}, ${countText(texts, 'text')} to write${more}${left}`;
}

function progressText(event: Extract<RunEvent, { event: 'progress' }>): string {
  const { done, failed, failures, perMinute, secondsLeft, skipped, texts, total } = event;
  const parts = [`${done + failed + skipped}/${total}`, countText(texts, 'text')];
  if (failed > 0) parts.push(`${failed} failed (${causesText(failures)})`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  if (perMinute !== null) parts.push(`${perMinute >= 10 ? Math.round(perMinute) : perMinute.toFixed(1)} a minute`);
  if (secondsLeft !== null) parts.push(`${durationText(secondsLeft)} left`);
  return parts.join(', ');
}

/** `3 video-missing, 1 video-unreadable` */
export function causesText(failures: Finished['failures']): string {
  const causes = Object.entries(failures).sort((a, b) => b[1] - a[1]);
  return causes.map(([code, count]) => `${count} ${code}`).join(', ');
}

function writtenText(texts: number): string {
  return texts === 0 ? 'no text written' : `${countText(texts, 'text')} written about the rest of it`;
}

const ENDINGS = {
  finished: 'Finished',
  cancelled: 'Cancelled',
  stopped: 'Stopped',
  paused: 'Stopped',
  running: 'Stopped',
} as const;

function endingOf(event: Finished, failed: readonly Failed[], projectPath: string): string[] {
  const { done, failures, runId, seconds, skipped, state, texts, total } = event;
  const counts = [`${done} done`, `${event.failed} failed`, `${skipped} skipped`].join(', ');
  const lines = [
    `${ENDINGS[state]}: ${counts} of ${countText(total, 'video')}, ${countText(texts, 'text')} written, ${durationText(seconds)}.`,
  ];
  if (event.failed > 0) {
    lines.push(
      `Failed (${causesText(failures)}):`,
      ...failed.map(({ path, problem }) => `  ${path} (${problem.code})`),
    );
    if (event.failed > failed.length) lines.push(`  and ${event.failed - failed.length} more`);
    lines.push(`Try them again: panda runs retry ${runId} --project ${projectPath}`);
  }
  if (state === 'stopped') {
    lines.push(
      `Give the same command again to go on where it stopped, or: panda runs resume ${runId} --project ${projectPath}`,
    );
  }
  if (texts > 0) {
    lines.push(
      `Look at it: panda search run:${runId} --project ${projectPath}`,
      `Take all of it back: panda runs undo ${runId} --project ${projectPath}`,
    );
  }
  return lines;
}
