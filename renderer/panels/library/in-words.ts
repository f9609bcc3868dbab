/** What a row says of a video in words: its name, its texts, what is wrong with its file. Knows no component. */
import type { VideoRow } from '../../../main/contract/index.ts';
import { language } from '../../locales/language.svelte.ts';
import { said } from '../../locales/problem.ts';
import { progressOf } from '../../state/videos/progress-of.ts';

export function nameOf({ video }: VideoRow): string {
  return video.path.split('/').at(-1) ?? video.path;
}

/** Of the root and the folders below it, where the file lies. */
export function folderOf({ video, rootName }: VideoRow): string {
  return [rootName, ...video.path.split('/').slice(0, -1)].join('/');
}

export function textsOf(row: VideoRow): string {
  const t = language.t.library;
  const { texts, left } = progressOf(row);
  if (texts === 0) return t.nothingYet;
  if (left === 0) return t.done;
  return `${t.texts(texts, language.count(texts))} · ${t.left(language.count(left))}`;
}

/** Where the texts are counted beside it. */
export function coverageOf(row: VideoRow): string {
  const t = language.t.library;
  const { coverage, left, texts } = progressOf(row);
  if (texts === 0) return t.nothingYet;
  if (left === 0) return t.done;
  return coverage === null ? '' : coverage.toLocaleString(language.code, { style: 'percent' });
}

/** How many videos a search finds; without one all are found, also while the list is still being read. */
export function foundOf({ all, found, query }: { all: number; found: number; query: string }): string {
  if (query.trim() === '' || found === all) return language.count(all);
  return language.t.library.of(language.count(found), language.count(all));
}

/** Null: nothing is wrong with it, as far as anybody has looked. */
export function troubleOf({ file }: VideoRow): { readonly word: string; readonly help: string } | null {
  const t = language.t.library;
  if (file.state === 'missing') return { word: t.state.missing, help: t.stateHelp.missing };
  if (file.state === 'changed') return { word: t.state.changed, help: t.stateHelp.changed };
  return file.problem === null ? null : { word: t.state.unreadable, help: said(file.problem) };
}
