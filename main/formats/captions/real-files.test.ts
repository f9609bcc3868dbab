import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, readRecords } from '../made-records.ts';

const real = '../shared/data/annotations';

/** What comes out of a file that was read and written again. */
async function outOf(
  format: string,
  file: string,
  { form, name }: { readonly form: string; readonly name: string },
): Promise<{ readonly out: unknown; readonly leftOut: unknown }> {
  return inFolder(async (folder) => {
    const records = await readRecords(format, join(real, file));
    const { leftOut } = await exported(records, { format, folder: join(folder, 'out'), options: { form } });
    return { out: JSON.parse(readFileSync(join(folder, 'out', name), 'utf8')) as unknown, leftOut };
  });
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(join(real, file), 'utf8'));
}

test.skipIf(!existsSync(real))('the labels of ActivityNet go in and out, to the microsecond', async () => {
  for (const file of ['activitynet_captions/action_test_anno.json', 'activitynet_captions/eval_localization_gt.json']) {
    const { out, leftOut } = await outOf('activitynet-captions', file, { form: 'labels', name: 'activity_net.json' });
    const toTheMicrosecond = JSON.parse(JSON.stringify(json(file)), (_key, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
    ) as unknown;
    expect([out, leftOut]).toEqual([toTheMicrosecond, []]);
  }
});

test.skipIf(!existsSync(real))(
  'a submission to the evaluation of dense captions goes in and out, but for its head',
  async () => {
    const file = 'activitynet_captions/sample_submission.json';
    const { out } = await outOf('activitynet-captions', file, { form: 'results', name: 'results.json' });
    // What was used beside the videos is said of the whole submission, and no record holds it.
    expect(out).toEqual({ ...(json(file) as object), external_data: { used: false, details: '' } });
  },
);

test.skipIf(!existsSync(real))('Kinetics has one label for a video, and goes in and out', async () => {
  const { out } = await outOf('activitynet-captions', 'kinetics/train.json', {
    form: 'kinetics',
    name: 'kinetics.json',
  });
  expect(out).toEqual(json('kinetics/train.json'));
});

test.skipIf(!existsSync(real))("COCO's captions go in and out, but for what is about the whole file", async () => {
  const file = 'coco/captions_val.json';
  const { out } = await outOf('coco-captions', file, { form: 'annotations', name: 'captions.json' });
  const { images, annotations } = json(file) as { readonly images: unknown; readonly annotations: unknown };
  // Licences, categories and the description stand for all captions, and no record holds them.
  expect(out).toEqual({ info: expect.anything() as unknown, type: 'captions', licenses: [], images, annotations });
});

test.skipIf(!existsSync(real))("COCO's results go in and out without a difference", async () => {
  const file = 'coco/captions_val2014_fakecap_results.json';
  const { out, leftOut } = await outOf('coco-captions', file, { form: 'results', name: 'results.json' });
  expect([out, leftOut]).toEqual([json(file), []]);
});
