/**
 * Reads instructions in each of their shapes: raw (`video_id`, `q`, `a`), made for training (`conversations`), and with the
 * questions of a video in a list (`QA`), as VideoChat has them
 * (https://github.com/OpenGVLab/Ask-Anything/tree/main/video_chat).
 */
import { z } from 'zod';
import type { Conversation } from '../conversations/conversation.ts';
import { parseLlavaRow, wrongOf } from '../conversations/llava-row.ts';
import { FEATURES } from '../conversations/video-name.ts';
import type { Extra } from '../record.ts';

const raw = z.looseObject({ video_id: z.string().min(1), q: z.string().min(1), a: z.string() });
const listed = z.looseObject({
  video: z.string().min(1).optional(),
  image: z.string().min(1).optional(),
  QA: z.array(z.looseObject({ q: z.string(), a: z.string() })).min(1),
});

const LEAD = { place: 'none', glue: '' } as const;

export function parseInstruction(row: unknown): readonly Conversation[] | { readonly wrong: string } {
  if (has(row, 'QA')) return parseListed(row);
  if (!has(row, 'q') && !has(row, 'video_id')) return parseLlavaRow(row);
  const { data, error } = raw.safeParse(row);
  if (!data) return wrongOf(error);
  const { video_id: id, q: asked, a: said, ...fields } = data;
  return [{ id, video: id + FEATURES, turns: [{ asked, said }], lead: LEAD, system: null, fields }];
}

function parseListed(row: unknown): readonly Conversation[] | { readonly wrong: string } {
  const { data, error } = listed.safeParse(row);
  if (!data) return wrongOf(error);
  const { video: named, image, QA, ...fields } = data;
  const video = named ?? image;
  if (video === undefined) return { wrong: 'it names no video' };
  const turns = QA.map(({ q: asked, a: said, ...others }) => ({ asked, said, fields: [others, {}] as [Extra, Extra] }));
  return [{ id: null, video, turns, lead: LEAD, system: null, fields }];
}

function has(row: unknown, key: string): boolean {
  return typeof row === 'object' && row !== null && Object.hasOwn(row, key);
}
