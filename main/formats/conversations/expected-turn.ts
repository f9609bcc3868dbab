/** What a trainer should get of a record. Knows no format. */
import type { View } from '../expected.ts';
import type { MediaName } from '../media-name.ts';
import type { DatasetRecord } from '../record.ts';
import type { ConversationOptions } from './conversation.ts';
import type { Shape } from './shape.ts';
import { turnOf } from './turn.ts';

export function expectedTurn<Chosen extends ConversationOptions>({ videoName }: Pick<Shape<Chosen>, 'videoName'>) {
  return (record: DatasetRecord, options: Chosen, mediaName: MediaName): View => {
    const { asked, said } = turnOf(record, options);
    return [videoName(record.video, { name: mediaName(record.video), options }), asked.trim(), said];
  };
}
