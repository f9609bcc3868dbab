/** What one format of the family has for itself; all that it shares with the others is in this folder. */
import type { Conversation, ConversationOptions } from './conversation.ts';
import type { DatasetVideo, Extra } from '../record.ts';
import type { Lead } from './token.ts';

export interface Shape<Chosen extends ConversationOptions> {
  readonly format: string;
  readonly file: string;
  /** Where the video's token stands in the entry at this place, from 0. */
  readonly lead: (position: number) => Lead;
  /** Whether that holds whatever an imported entry had. */
  readonly leadIsFixed?: boolean;
  /** What this data set calls a video, beside what an export calls it; null: its consumer would never find it. */
  readonly videoName: (
    video: DatasetVideo,
    named: { readonly name: string; readonly options: Chosen },
  ) => string | null;
  /** The keys in their order; `first`: the first message, with the token. */
  readonly row: (conversation: Conversation, place: { readonly first: string; readonly options: Chosen }) => Extra;
  /** A row of one or, in older shapes, several conversations; or what is wrong with it. */
  readonly parse: (row: unknown) => readonly Conversation[] | { readonly wrong: string };
}
