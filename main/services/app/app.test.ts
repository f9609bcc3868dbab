import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FollowEvent } from '../../contract/session.ts';
import type { Caption } from '../../document/records.ts';
import { openProject } from '../../store/index.ts';
import { all, appFor, EVERYTHING, WRITE } from './made-app.ts';

const { client, firstVideo, made, newCaption } = appFor({ beforeAll, afterAll });

test('a project is made, its videos are listed, and it is among the recent ones', async () => {
  const { open, person } = await client().session.get();
  expect({ name: open?.project.name, videos: open?.videos, readOnly: open?.readOnly, role: person.role }).toEqual({
    ...{ name: 'p', videos: 3, readOnly: null, role: 'annotator' },
  });
  const { rows, total } = await client().library.search({ ...EVERYTHING, from: 1, limit: 1 });
  expect({ paths: rows.map(({ video }) => video.path), total }).toEqual({ paths: ['02.mp4'], total: 3 });
  const [recent] = await client().session.recent();
  expect(recent).toMatchObject({ path: made().path, name: 'p', missing: false });
});

test('where a video is in a list is told, whatever the order', async () => {
  const { rows } = await client().library.search({ ...EVERYTHING, order: 'newest' });
  const places = await Promise.all(
    rows.map(({ video }) => client().library.place({ query: '', order: 'newest', videoId: video.id })),
  );
  expect(places.map(({ index }) => index)).toEqual([0, 1, 2]);
});

test('a problem comes as a problem, what is no more as one too, and a wrong request as neither', async () => {
  await expect(client().library.search({ ...EVERYTHING, query: 'status:nonsense' })).rejects.toMatchObject({
    ...{ code: 'PROBLEM', defined: true, data: { code: 'query-unreadable' } },
  });
  const gone = '0'.repeat(20) as Caption['id'];
  await expect(
    client().texts.editQuestion({ itemId: gone, question: 'a', form: null, topic: null, choices: null, step: null }),
  ).rejects.toMatchObject({ data: { code: 'record-gone' } });
  await expect(client().library.search({ ...EVERYTHING, limit: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

describe('following', () => {
  test('edits of this process and of others come as they are made, and a cut is resumed where it was', async () => {
    const item = await newCaption('followed');
    const after = (await client().session.get()).open?.lastEdit ?? 0;
    const stream = await client().session.follow({ after });
    const seen: FollowEvent[] = [];
    const reading = (async () => {
      for await (const event of stream) {
        if (event.event === 'changes') seen.push(event);
        if (seen.length === 2) break;
      }
    })();
    await client().texts.write({ ...WRITE, itemId: item.id, text: 'here', step: null });
    using other = openProject(made().path);
    const [person] = [...other.all('person')];
    if (person === undefined) throw new Error('there is nobody');
    await expect.poll(() => seen.length).toBe(1);
    other.write({ actor: { personId: person.id, model: null, runId: null }, label: 'flag' }, [
      { do: 'update', type: 'item', id: item.id, from: { flag: null }, to: { flag: 'there' } },
    ]);
    await reading;
    const changes = seen.flatMap((event) => (event.event === 'changes' ? event.changes : []));
    expect(changes.map(({ itemId, type, videoId }) => ({ itemId, type, videoId }))).toEqual([
      { itemId: item.id, type: 'response', videoId: item.videoId },
      { itemId: item.id, type: 'item', videoId: item.videoId },
    ]);
    const again = await client().session.follow({ after: changes[0]?.n ?? 0 });
    const { value } = await again[Symbol.asyncIterator]().next();
    expect(value).toEqual(seen[1]);
    await again.return(undefined);
  });
});

test('completions know the fields, and what is in the project', async () => {
  const fields = await client().searches.complete({ text: 'cat st', at: 6 });
  expect(fields).toEqual({
    fromAt: 4,
    entries: [{ insert: 'status:', kind: 'field', field: 'status', help: 'what has become of a text' }],
  });
  await newCaption('typed');
  const tracks = await client().searches.complete({ text: '-track:typ', at: 10 });
  expect(tracks).toEqual({ fromAt: 7, entries: [{ insert: 'typed', kind: 'value', field: 'track', help: null }] });
  const saved = await client().searches.save({ name: 'mine', query: 'track:typed' });
  expect(await client().searches.saved()).toEqual([saved]);
});

test('what is played, the times of the frames and what the machine has', async () => {
  const { id: videoId } = await firstVideo();
  const times = await client().library.frameTimes({ videoId });
  expect(times[0]).toBe(0);
  expect(await client().library.shots({ videoId })).toEqual([]);
  expect(await client().library.shots({ videoId })).toEqual([]); // as it was kept
  // A single key frame: it seeks slowly, and there is a proxy when the stream ends.
  expect(await all(client().library.playing({ videoId, unplayable: false }))).toEqual([
    { kind: 'original', slow: true },
    { kind: 'proxy' },
  ]);
  expect(await all(client().library.playing({ videoId, unplayable: true }))).toEqual([{ kind: 'proxy' }]);
  const models = await client().machine.models();
  expect(models.map(({ isChosen, origin }) => ({ isChosen, origin }))).toEqual([
    { isChosen: true, origin: 'own' },
    { isChosen: false, origin: 'shipped' },
  ]);
  expect((await client().machine.cache()).bytes).toBeGreaterThan(0);
});

test('another project closes the one before, and tells those who follow it', async () => {
  const stream = await client().session.follow({ after: (await client().session.get()).open?.lastEdit ?? 0 });
  const reading = Array.fromAsync(stream);
  await client().session.create({ path: join(made().path, '..', 'q.panda') });
  expect((await reading).at(-1)).toEqual({ event: 'closed' });
  await client().session.close();
  await expect(client().library.search(EVERYTHING)).rejects.toMatchObject({ data: { code: 'no-project-open' } });
});
