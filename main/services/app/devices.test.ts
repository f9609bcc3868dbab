import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, appFor } from './made-app.ts';
import { Notices } from './notices.ts';

const { client, newCaption } = appFor({ beforeAll, afterAll });

const ask = { prompt: null, seed: null, begin: '', end: '', maxWords: 5, anyway: true } as const;

test('what is measured of the devices is told as it comes, and remembered; what is wanted can be chosen', async () => {
  const before = await client().machine.devices();
  expect(before).toMatchObject({ setting: 'auto', report: null });
  expect(before.here[0]).toBe('cpu');
  const events = await all(client().machine.measureDevices());
  expect(events.map(({ event }) => event)).toEqual([...before.here.map(() => 'measured'), 'done']);
  const done = events.at(-1);
  expect((await client().machine.devices()).report).toEqual(done?.event === 'done' ? done.report : 'nothing');
  expect((await client().machine.setDevice({ device: 'cpu' })).setting).toBe('cpu');
});

test('a device that does not run the model is left with a notice, and the text comes all the same', async () => {
  await client().machine.setDevice({ device: 'cuda' }); // its libraries do not ship with the program
  const item = await newCaption('noticed');
  const left = new AbortController();
  const notices = await client().machine.notices(undefined, { signal: left.signal });
  const [events, first] = await Promise.all([
    all(client().drafting.generate({ ...ask, itemId: item.id })),
    notices[Symbol.asyncIterator]().next(),
  ]);
  left.abort();
  expect(first.value).toMatchObject({ code: 'device-left', device: 'cuda' });
  expect(events.at(-1)).toMatchObject({ event: 'kept' });
  await client().machine.setDevice({ device: 'auto' });
});

test('a notice from before anyone listened is told to the first who does', async () => {
  const notices = new Notices();
  const [first, second] = ['webgpu', 'cuda'] as const;
  notices.tell({ code: 'devices-measured', devices: [first] });
  const left = new AbortController();
  const told = notices.follow(left.signal);
  expect((await told.next()).value).toEqual({ code: 'devices-measured', devices: [first] });
  const next = told.next();
  notices.tell({ code: 'devices-measured', devices: [second] });
  expect((await next).value).toEqual({ code: 'devices-measured', devices: [second] });
  const end = told.next();
  left.abort();
  expect(await end).toEqual({ done: true, value: undefined });
});
