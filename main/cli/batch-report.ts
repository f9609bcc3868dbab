/** Tells how a batch goes: progress and problems on standard error, texts or events on standard output. */
import type { BatchEvent } from '../services/index.ts';
import { openProgress, printable } from './terminal.ts';
import { countText, durationText } from './wording.ts';

export interface ReportSettings {
  /** Events as lines of JSON on standard output. */
  readonly asJson: boolean;
  /** Whether the texts go to standard output, because they go nowhere else. */
  readonly printsTexts: boolean;
  /** Whether the same command, given again, would go on where it stopped. */
  readonly goesOn: boolean;
  /** The file that holds the records. */
  readonly kept: string | null;
}

type Finished = Extract<BatchEvent, { event: 'finished' }>;
type Failed = Extract<BatchEvent, { event: 'failed' }>;

/** How many failed clips are named again at the end. */
const FAILED_NAMED_AGAIN = 20;

export async function reportBatch(events: AsyncIterable<BatchEvent>, settings: ReportSettings): Promise<Finished> {
  using progress = openProgress(process.stderr);
  const failed: Failed[] = [];
  let finished: Finished | undefined;
  for await (const event of events) {
    if (settings.asJson) process.stdout.write(`${JSON.stringify(event)}\n`);
    switch (event.event) {
      case 'started':
        progress.note(`${countText(event.total, 'clip')}, model ${event.model.id} ${event.model.version}`);
        break;
      case 'progress':
        progress.show(progressText(event));
        break;
      case 'item':
        if (event.outsideWorld)
          progress.note(`${event.path}: outside what the model knows${event.text === null ? ', no text written' : ''}`);
        if (settings.printsTexts && !settings.asJson) process.stdout.write(textsOf(event));
        break;
      case 'failed':
        failed.push(event);
        progress.note(`failed: ${event.message}`);
        break;
      case 'finished':
        progress[Symbol.dispose]();
        for (const line of summaryOf(event, failed, settings)) progress.note(line);
        finished = event;
    }
  }
  if (!finished) throw new Error('a batch ended without saying so');
  return finished;
}

function progressText({
  done,
  failed,
  skipped,
  total,
  perMinute,
  secondsLeft,
}: Extract<BatchEvent, { event: 'progress' }>): string {
  const parts = [`${done + failed + skipped}/${total}`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  if (perMinute !== null) parts.push(`${perMinute >= 10 ? Math.round(perMinute) : perMinute.toFixed(1)} a minute`);
  if (secondsLeft !== null) parts.push(`${durationText(secondsLeft)} left`);
  return parts.join(', ');
}

function textsOf({ path, text, records }: Extract<BatchEvent, { event: 'item' }>): string {
  const lines = text === null ? [] : [`${path}: ${text}`];
  for (const record of records) {
    if (record.question && record.text !== null) lines.push(`${path}: ${record.question.text} ${record.text}`);
  }
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function summaryOf(event: Finished, failed: readonly Failed[], { goesOn, kept }: ReportSettings): string[] {
  const { done, skipped, total, seconds, stopped } = event;
  const counts = [`${done} done`, `${failed.length} failed`, `${skipped} skipped`].join(', ');
  const lines = [
    `${stopped ? 'Stopped' : 'Finished'}: ${counts} of ${countText(total, 'clip')}, ${durationText(seconds)}.`,
  ];
  if (failed.length > 0) lines.push('Failed:');
  lines.push(...failed.slice(0, FAILED_NAMED_AGAIN).map(({ path, problem }) => `  ${path} (${problem.code})`));
  if (failed.length > FAILED_NAMED_AGAIN) lines.push(`  and ${failed.length - FAILED_NAMED_AGAIN} more, named above`);
  if (kept !== null) lines.push(`Records: ${kept}`);
  if (stopped)
    lines.push(
      goesOn
        ? 'Give the same command again to go on where it stopped.'
        : 'With --out FILE the same command could go on where it stopped.',
    );
  return lines;
}
