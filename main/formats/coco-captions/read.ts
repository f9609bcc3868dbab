/** Reads COCO's captions with the images they are about, or results, which know an image by its number alone. */
import { z } from 'zod';
import { captionRead, restOf } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { InStep } from '../input/in-step.ts';
import type { Known } from '../input/in-step.ts';
import { readParts } from '../input/json-parts.ts';
import type { Part } from '../input/json-parts.ts';
import { rowOf, untilUnreadable } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import type { DatasetVideo } from '../record.ts';
import { videoNameSchema, videoOfName, videoOfPath } from '../video-name.ts';
import { COCO_FILES } from './write.ts';
import type { CocoOptions } from './write.ts';

const id = z.union([z.number().int(), z.string().min(1)]);
const captionSchema = z.looseObject({ image_id: id, caption: z.string(), id: z.unknown().optional() });
const size = z.number().int().min(1).nullable().catch(null);
const imageSchema = z.looseObject({ id, file_name: videoNameSchema });
const sizeSchema = z.object({ width: size, height: size });
type Image = z.infer<typeof imageSchema>;

export async function* readCoco({ path, encoding }: ReadInput<CocoOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await filesCalled(path, COCO_FILES.annotations, COCO_FILES.results)) {
    yield* untilUnreadable(captions({ path: file.path, encoding, format: 'coco-captions' }));
  }
}

async function* captions(source: TextSource): AsyncGenerator<ReadEvent> {
  const images = new InStep(() => imagesOf(source));
  for await (const part of partsOf(source)) {
    const isResult = part.within === null && part.key === null;
    if (!isResult && part.within !== 'annotations') continue;
    const read = rowOf(captionSchema, source, part);
    if ('problem' in read) {
      yield read;
      continue;
    }
    const { image_id: number, caption: text, id: own, ...more } = read.row;
    const image = isResult ? undefined : await images.find(String(number));
    if (!isResult && image === undefined) {
      yield { problem: unreadable(source, part.line, `there is no image ${number}`).problem };
    } else if (text.trim() === '') {
      yield { problem: unreadable(source, part.line, 'there is no caption').problem };
    } else {
      const kept = [
        'coco-captions',
        { ...more, id: own, image: restOf<unknown>(image ?? { id: number }, 'file_name') },
      ] as const;
      const video = image === undefined ? videoOfName(String(number), 'stem') : videoOf(image);
      yield { record: captionRead({ video, text, kept }), path: source.path, line: part.line };
    }
  }
}

async function* imagesOf(source: TextSource): AsyncGenerator<Known<Image>> {
  for await (const part of partsOf(source)) {
    if (part.within !== 'images') continue;
    const read = imageSchema.safeParse(part.value);
    if (read.success) yield { id: String(read.data.id), value: read.data };
  }
}

function partsOf(source: TextSource): AsyncGenerator<Part, undefined> {
  return readParts(source, { root: 'either', opened: ['images', 'annotations'] });
}

function videoOf(image: Image): DatasetVideo {
  return { ...videoOfPath(image.file_name), ...sizeSchema.parse({ width: image['width'], height: image['height'] }) };
}
