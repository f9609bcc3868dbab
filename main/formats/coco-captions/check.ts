/** As coco-caption does: captions are gathered by `image_id`, which has to be that of an image; results have one for each. */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readArray } from '../input/json-array.ts';
import { InStep } from '../input/in-step.ts';
import { readParts } from '../input/json-parts.ts';
import type { Part } from '../input/json-parts.ts';
import { textOf } from '../record.ts';
import { imageId } from './write.ts';
import type { CocoOptions } from './write.ts';

interface Caption {
  readonly id: number;
  readonly image_id: number;
  readonly caption: string;
}

interface Image {
  readonly id: number;
  readonly file_name: string;
}

export const checkCoco: Check<CocoOptions> = {
  expected(record, options, mediaName) {
    const fileName = options.form === 'results' ? null : mediaName(record.video);
    return [fileName, imageId(record, options, mediaName), textOf(record)];
  },
  found,
};

async function* found({ files, options, rules }: CheckJob<CocoOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    if (options.form === 'results') yield* resultsOf(path, staged, rules);
    else yield* annotationsOf(path, staged, rules);
  }
}

type Rules = CheckJob<CocoOptions>['rules'];

async function* resultsOf(path: string, staged: string, rules: Rules): AsyncGenerator<View> {
  const ids = new Seen();
  for await (const { value } of readArray({ path: staged, encoding: 'utf-8', format: 'coco-captions' })) {
    const { image_id: image, caption } = value as Caption;
    ids.add(String(image));
    yield [null, image, caption];
  }
  rules.hold('a-video-has-one-result', ids.repeated() === 0, () => path);
}

async function* annotationsOf(path: string, staged: string, rules: Rules): AsyncGenerator<View> {
  const source = { path: staged, encoding: 'utf-8', format: 'coco-captions' };
  const parts = (): AsyncGenerator<Part> => readParts(source, { root: 'object', opened: ['images', 'annotations'] });
  const images = new InStep(async function* () {
    for await (const { within, value } of parts()) {
      if (within === 'images') yield { id: String((value as Image).id), value: (value as Image).file_name };
    }
  });
  const [imageIds, ids, head] = [new Seen(), new Seen(), new Map<string, unknown>()];
  for await (const { within, key, value } of parts()) {
    if (within === null) head.set(key ?? '', value);
    else if (within === 'images') imageIds.add(String((value as Image).id));
    else {
      const { id, image_id: image, caption } = value as Caption;
      const fileName = await images.find(String(image));
      ids.add(String(id));
      rules.hold('each-image-id-is-that-of-an-image', fileName !== undefined, () => `${path}: annotation ${id}`);
      yield [fileName ?? null, image, caption];
    }
  }
  const isWhole = head.get('type') === 'captions' && head.has('info') && head.has('licenses');
  rules.hold('info-licenses-and-the-type-captions-are-there', isWhole, () => path);
  rules.hold('no-image-has-the-number-of-another', imageIds.repeated() === 0, () => path);
  rules.hold('no-annotation-has-the-number-of-another', ids.repeated() === 0, () => path);
}
