/** Conversations written one after the other: for each text, or for all texts of a video. Knows no format. */
import { byVideo, FileNames } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord, Extra } from '../record.ts';
import { extraOf, stemOf, textOf } from '../record.ts';
import { CONVERSATION } from './conversation.ts';
import type { Conversation, ConversationOptions, Turn } from './conversation.ts';
import { openRows } from './rows.ts';
import type { Shape } from './shape.ts';
import { holdsToken, withToken } from './token.ts';
import type { Lead } from './token.ts';
import { turnOf } from './turn.ts';

/** All in memory are the texts of one video. */
export async function writeConversations<Chosen extends ConversationOptions>(
  shape: Shape<Chosen>,
  { records, output, options, mediaName, wrote, leaveOut }: WriteJob<Chosen>,
): Promise<void> {
  await using file = await openRows(output, shape.file, 'array');
  const names = new FileNames();
  let position = 0;
  for await (const group of byVideo(records)) {
    const [{ video } = { video: null }] = group;
    if (video === null) continue;
    const whole = mediaName(video);
    const name = shape.videoName(video, { name: whole, options });
    const isOwn = name !== null && names.take(name, video);
    const fit = group.filter((record) => {
      const reason = reasonAgainst(record, options) ?? (name === null ? 'other-ending' : isOwn ? null : 'same-name');
      if (reason !== null) leaveOut(reason, record);
      return reason === null;
    });
    for (const entry of entriesOf(fit, options)) {
      const made = conversationOf(shape, entry, { options, video: name ?? whole, position });
      const first = withToken(made.turns[0]?.asked ?? '', options.token ?? 'video', made.lead);
      await file.write(shape.row(made, { first, options }));
      for (const record of entry) wrote(record);
      position++;
    }
  }
  await file.close();
}

function reasonAgainst(
  record: DatasetRecord,
  options: ConversationOptions,
): 'of-a-segment' | 'no-text' | 'token-in-text' | null {
  if (record.span !== null) return 'of-a-segment';
  if ((textOf(record) ?? '').trim() === '') return 'no-text';
  const { asked, said } = turnOf(record, options);
  return holdsToken(asked) || holdsToken(said) ? 'token-in-text' : null;
}

/** Turns that were read from one conversation stand together, in their order, where the first of them stands. */
function entriesOf(records: readonly DatasetRecord[], { turns }: ConversationOptions): readonly DatasetRecord[][] {
  const entries = new Map<string, DatasetRecord[]>();
  for (const [index, record] of records.entries()) {
    const { entry, id } = extraOf(record, CONVERSATION);
    const key = turns === 'together' ? '' : typeof entry === 'number' ? JSON.stringify([id, entry]) : `${index}`;
    const known = entries.get(key);
    if (known) known.push(record);
    else entries.set(key, [record]);
  }
  const all = [...entries.values()];
  return turns === 'together' ? all : all.map((entry) => entry.toSorted((a, b) => placeOf(a) - placeOf(b)));
}

function placeOf(record: DatasetRecord): number {
  const { turn } = extraOf(record, CONVERSATION);
  return typeof turn === 'number' ? turn : 0;
}

interface Place<Chosen> {
  readonly options: Chosen;
  readonly video: string;
  readonly position: number;
}

function conversationOf<Chosen extends ConversationOptions>(
  { format, lead: leadAt, leadIsFixed = false }: Shape<Chosen>,
  entry: readonly DatasetRecord[],
  { options, video, position }: Place<Chosen>,
): Conversation {
  const [first] = entry;
  const { id, system, entry: place } = first ? extraOf(first, CONVERSATION) : {};
  const isImported = typeof place === 'number' && options.turns === 'each';
  const { fields, lead } = first ? extraOf(first, format) : {};
  const givenId = typeof id === 'string' || typeof id === 'number' ? id : null;
  const ownId = options.turns === 'together' ? null : (first?.id ?? null);
  return {
    id: isImported ? givenId : (ownId ?? withoutEnding(video)),
    video,
    turns: entry.map((record) => turnWithFields(record, { format, options })),
    lead: leadIsFixed ? leadAt(position) : (leadIn(lead) ?? leadAt(position)),
    system: typeof system === 'string' ? system : null,
    fields: isImported ? objectIn(fields) : {},
  };
}

function turnWithFields(
  record: DatasetRecord,
  { format, options }: { format: string; options: ConversationOptions },
): Turn {
  const { messages } = extraOf(record, format);
  const [asked, said] = Array.isArray(messages) ? (messages as unknown[]) : [];
  return { ...turnOf(record, options), fields: [objectIn(asked), objectIn(said)] };
}

function leadIn(kept: unknown): Lead | null {
  const { place, glue } = objectIn(kept);
  return (place === 'before' || place === 'after') && typeof glue === 'string' ? { place, glue } : null;
}

function objectIn(value: unknown): Extra {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Extra) : {};
}

function withoutEnding(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1) + stemOf(name);
}
