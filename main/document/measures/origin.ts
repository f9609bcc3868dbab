/**
 * Which words of a text a machine wrote and which a person: the texts that it went through, each compared with the one
 * before by the longest common subsequence of words. A word that stayed keeps its origin, one that is new has that of the
 * version that brought it. Knows nothing of the journal that the versions come from (text-versions.ts).
 */
import { commonPairs } from './common-subsequence.ts';
import { piecesOf } from './words.ts';

export type Origin = 'machine' | 'person';

/** A text at one moment of its life. */
export interface TextVersion {
  readonly text: string;
  readonly origin: Origin;
  /** The step that brought it. */
  readonly stepSeq: number;
  /** A person's id, or a model as `id@version`. */
  readonly by: string;
  /** What it was made of besides the version before it, as a place in the list: the suggestion that it began with. */
  readonly from: number | null;
}

export interface OriginWord {
  /** A word or a mark, with the white space after it: joined they are the text. */
  readonly text: string;
  readonly origin: Origin;
  readonly stepSeq: number;
  readonly by: string;
}

/** The words of the last version; empty where there is none. Each person's version follows on the latest before it. */
export function originOfWords(versions: readonly TextVersion[]): OriginWord[] {
  const known: OriginWord[][] = [];
  let latest: OriginWord[] = [];
  for (const version of versions) {
    latest = version.origin === 'machine' ? allNew(version) : wordsOfVersion(version, { known, versions });
    known.push(latest);
  }
  return latest;
}

function allNew({ text, origin, stepSeq, by }: TextVersion): OriginWord[] {
  return piecesOf(text).map((piece) => ({ text: piece, origin, stepSeq, by }));
}

interface Before {
  /** The words of the versions so far, and the versions. */
  readonly known: readonly OriginWord[][];
  readonly versions: readonly TextVersion[];
}

function wordsOfVersion(version: TextVersion, { known, versions }: Before): OriginWord[] {
  const words = allNew(version);
  // An undo brings back a text as it was, with what was known of its words.
  const again = known.findLastIndex((_, at) => versions[at]?.text === version.text);
  const before = known.findLast((_, at) => versions[at]?.origin === 'person');
  const sources = [again, version.from ?? -1].map((at) => known[at] ?? []);
  const fresh = new Set(words.keys());
  for (const source of [...sources, before ?? []]) takeOver(source, { words, fresh });
  return words;
}

/** Gives the words that are still `fresh` the origin of those of `source` that they are. */
function takeOver(source: readonly OriginWord[], { words, fresh }: { words: OriginWord[]; fresh: Set<number> }): void {
  const places = [...fresh];
  const bare = ({ text }: OriginWord): string => text.trim().normalize('NFC');
  const open = places.map((place) => words[place]).filter((word) => word !== undefined);
  for (const [inSource, inOpen] of commonPairs(source.map(bare), open.map(bare))) {
    const [place, was, word] = [places[inOpen], source[inSource], open[inOpen]];
    if (place === undefined || was === undefined || word === undefined) continue;
    words[place] = { ...was, text: word.text };
    fresh.delete(place);
  }
}
