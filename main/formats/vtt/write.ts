/** WebVTT (https://www.w3.org/TR/webvtt1/): before each cue a note that says where its text comes from. */
import { cueOf, cueText, timeText, writeCues } from '../cues.ts';
import type { CueOptions } from '../cues.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf } from '../record.ts';
import { noteOf } from './note.ts';
import { payloadOf, textOfPayload } from './payload.ts';

export async function writeVtt(job: WriteJob<CueOptions>): Promise<void> {
  await writeCues(job, { ending: '.vtt', holdsArrows: true, shown: (text) => text, textOfFile });
}

function textOfFile(records: readonly DatasetRecord[]): string {
  return `WEBVTT\n\n${records.map(blockOf).join('\n')}`;
}

function blockOf(record: DatasetRecord): string {
  const { fromMs, toMs, text } = cueOf(record);
  const { id, payload, settings } = extraOf(record, 'vtt');
  const name = identifier(id) ?? record.id;
  const times = `${timeText(fromMs, '.')} --> ${timeText(toMs, '.')}`;
  const lines = [
    noteOf(record),
    '',
    ...(name === null ? [] : [name]),
    typeof settings === 'string' && /^[^\n\r>]+$/.test(settings) ? `${times} ${settings}` : times,
    // What was imported with tags goes out with them, as long as its text is the same.
    isSound(payload) && cueText(textOfPayload(payload)) === text ? payload : payloadOf(text),
  ];
  return `${lines.join('\n')}\n`;
}

function identifier(id: unknown): string | null {
  return typeof id === 'string' && id !== '' && !/[\n\r]|-->|^(?:NOTE|STYLE|REGION)/.test(id) ? id : null;
}

/** A project's file may hold anything; only what cannot end the cue is written as it is. */
function isSound(payload: unknown): payload is string {
  if (typeof payload !== 'string' || /\r|-->/.test(payload)) return false;
  return payload.split('\n').every((line) => line !== '');
}
