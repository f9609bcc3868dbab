/** What is done to one text at once: read back before it counts as done. Knows no key and no button. */
import type { VideoId } from '../../../main/document/ids.ts';
import type { Caption, Qa } from '../../../main/document/records.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { Services } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Drafts } from './drafts.svelte.ts';
import { Generations } from './generations.svelte.ts';
import type { TextRow } from './rows.ts';
import { Texts } from './texts.svelte.ts';

/** The text that a key is about; null: none, or nothing may be changed. */
export function currentOf(app: App): TextRow | null {
  if (!app.session.writable || app.place !== 'workbench') return null;
  return app.of(Texts).current;
}

/** Whether there are words to decide on. */
export function hasText(app: App): boolean {
  const row = currentOf(app);
  if (row === null || app.of(Generations).isWriting(row.texts.item.id)) return false;
  const { text, span } = app.of(Drafts).of(row.texts);
  return text.trim() !== '' || span !== null;
}

/** Whether this person may say what they think of somebody's decision. */
export function isReviewable(app: App): boolean {
  const row = currentOf(app);
  if (row === null) return false;
  const { response } = standingOf(app.of(Texts).shown(row.texts));
  const decided = response?.decision === 'accepted' || response?.decision === 'rejected';
  return decided && response.personId !== app.session.now?.person.id;
}

export async function reviewText(app: App, verdict: 'approved' | 'returned', reason: string | null): Promise<void> {
  const row = currentOf(app);
  if (row === null) return;
  const items = { itemIds: [row.texts.item.id] };
  await doneTo(app, row.texts.item.videoId, async ({ texts }) => texts.review({ items, verdict, reason }));
}

export async function flagText(app: App, flag: string | null): Promise<void> {
  const row = currentOf(app);
  if (row === null) return;
  const items = { itemIds: [row.texts.item.id] };
  await doneTo(app, row.texts.item.videoId, async ({ texts }) => texts.flag({ items, flag }));
}

export async function comment(app: App, text: string): Promise<void> {
  const row = app.of(Texts).current;
  const videoId = row?.texts.item.videoId ?? app.selection.videoId;
  if (videoId === null) return;
  await doneTo(app, videoId, async ({ texts }) => texts.comment({ videoId, itemId: row?.texts.item.id ?? null, text }));
}

/** Undefined: no video is selected. */
export async function addCaption(app: App, track: string): Promise<Caption | undefined> {
  const { videoId, segmentId } = app.selection;
  if (videoId === null) return undefined;
  const item = await doneTo(app, videoId, async ({ texts }) => texts.addCaption({ videoId, segmentId, track }));
  app.selection.pick({ videoId, segmentId, itemId: item.id });
  return item as Caption;
}

/** With `answered` a model answers at once. */
export async function addQuestion(
  app: App,
  said: Pick<Qa, 'question' | 'form' | 'topic' | 'choices'>,
  { answered }: { readonly answered: boolean },
): Promise<Qa | undefined> {
  const { videoId, segmentId } = app.selection;
  if (videoId === null) return undefined;
  const services = await app.services();
  const item = await services.texts.addQuestion({ videoId, segmentId, ...said, choices: [...said.choices] });
  const empty = { item, suggestions: [], responses: [], reviews: [] };
  if (answered)
    app
      .of(Generations)
      .generate(empty)
      .catch((error: unknown) => app.report(error));
  await app.of(Details).refresh(videoId);
  app.selection.pick({ videoId, segmentId, itemId: item.id });
  return item as Qa;
}

export async function removeText(app: App): Promise<void> {
  const row = currentOf(app);
  if (row === null) return;
  const items = { itemIds: [row.texts.item.id] };
  await doneTo(app, row.texts.item.videoId, async ({ texts }) => texts.remove({ items }));
}

async function doneTo<Result>(
  app: App,
  videoId: VideoId,
  work: (services: Services) => Promise<Result>,
): Promise<Result> {
  const result = await work(await app.services());
  await app.of(Details).refresh(videoId);
  return result;
}
