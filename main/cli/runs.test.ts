import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countsOf } from '../services/runs/sums.ts';
import { textsOf } from '../services/runs/test-run.ts';
import { writeTinyClip } from '../services/drafting/tiny-clip.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import { openProject } from '../store/index.ts';
import { linesOf, makeHome, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

/** More than are under way at once. */
const CLIPS = 9;
const RECIPE = {
  format: 'panda-recipe',
  formatVersion: 1,
  name: 'two of each',
  segments: { by: 'fixed', seconds: 1 },
  captions: [
    { track: 'part', of: 'segment', prompt: 'What happens?' },
    { track: 'short', prompt: 'Describe it.' },
  ],
  questions: [{ id: 'colour', text: 'Which color?', form: 'choice' }],
  sampling: { kind: 'sample', temperature: 1, seed: 3, maxNewTokens: 6 },
};

interface Event {
  event: string;
  resumed?: boolean;
  state?: string;
  done?: number;
  failed?: number;
  texts?: number;
}

let home: string;
let folder: string;

beforeAll(async () => {
  home = await makeHome(makeFolder());
  folder = makeFolder({ 'recipe.json': JSON.stringify(RECIPE) });
  for (let seed = 1; seed <= CLIPS; seed++) await writeTinyClip(join(folder, 'videos', `${seed}.mp4`), seed);
});

const argsFor = (project: string): string[] => [
  'caption',
  join(folder, 'videos'),
  ...['--project', project, '--recipe', join(folder, 'recipe.json'), '--json'],
];

function contentOf(project: string) {
  using store = openProject(project, { readOnly: true });
  const runs = store.runs().map(({ id, state }) => ({ state, ...countsOf(store.runSums(id)) }));
  const steps = store.steps({ limit: 100 }).filter(({ label }) => label === 'generate').length;
  return { texts: textsOf(store), runs, steps };
}

test('a run that is killed again and again ends with the texts of an undisturbed one, in one step', async () => {
  const undisturbed = join(folder, 'undisturbed.panda');
  expect((await panda(argsFor(undisturbed), { home })).code).toBe(0);

  const disturbed = join(folder, 'disturbed.panda');
  for (const after of [1, 3, 2]) {
    let items = 0;
    const { signal } = await panda(argsFor(disturbed), {
      home,
      onLine: (line, kill) => {
        if ((JSON.parse(line) as Event).event === 'item' && ++items === after) kill('SIGKILL');
      },
    });
    expect(signal).toBe('SIGKILL');
  }
  const last = await panda(argsFor(disturbed), { home });
  const started = linesOf<Event>(last.stdout).find(({ event }) => event === 'started');
  expect([last.code, started?.resumed]).toEqual([0, true]);
  expect(contentOf(disturbed)).toEqual(contentOf(undisturbed));
  expect(contentOf(disturbed)).toMatchObject({
    steps: 1,
    runs: [{ state: 'finished', done: CLIPS, failed: 0, skipped: 0, waiting: 0, working: 0 }],
  });
}, 60_000);

test('Ctrl+C stops in order, and runs are listed, shown and gone on with by their ids', async () => {
  const project = join(folder, 'stopped.panda');
  const first = await panda(argsFor(project), {
    home,
    onLine: (line, kill) => {
      if ((JSON.parse(line) as Event).event === 'item') kill('SIGINT');
    },
  });
  expect([first.code, linesOf<Event>(first.stdout).at(-1)]).toMatchObject([
    130,
    { event: 'finished', state: 'stopped' },
  ]);
  const listed = await panda(['runs', '--project', project, '--json'], { home });
  const [run] = JSON.parse(listed.stdout) as { id: string; state: string; counts: { working: number } }[];
  expect(run).toMatchObject({ state: 'stopped', recipe: 'two of each', counts: { working: 0 } });
  const resumed = await panda(['runs', 'resume', (run?.id ?? '').slice(0, 14), '--project', project], { home });
  expect([resumed.code, contentOf(project).runs]).toMatchObject([0, [{ state: 'finished', done: CLIPS }]]);
  const shown = await panda(['runs', 'show', run?.id ?? '', '--project', project], { home });
  expect(shown.stdout).toContain(`videos   ${CLIPS}: ${CLIPS} done, 0 failed, 0 skipped, 0 left`);
  const over = await panda(['runs', 'resume', run?.id ?? '', '--project', project], { home });
  expect([over.code, over.stderr]).toEqual([3, expect.stringContaining('is finished and does not go on')]);
}, 60_000);

test('what failed is listed by its cause, and retried alone', async () => {
  const project = join(folder, 'retried.panda');
  const broken = join(folder, 'videos 2', 'broken.mp4');
  await writeTinyClip(join(folder, 'videos 2', 'good.mp4'), 1);
  writeFileSync(broken, 'no video');
  const args = ['caption', join(folder, 'videos 2'), '--project', project, '--max-tokens', '4', '--json'];
  const first = await panda(args, { home });
  expect([first.code, linesOf<Event>(first.stdout).at(-1)]).toMatchObject([
    1,
    { done: 1, failed: 1, failures: { 'video-unreadable': 1 } },
  ]);
  expect(first.stderr).toContain('Failed (1 video-unreadable):');
  const id = (
    JSON.parse((await panda(['runs', '--project', project, '--json'], { home })).stdout) as { id: string }[]
  )[0]?.id as string;
  const shown = await panda(['runs', 'show', id, '--project', project], { home });
  expect(shown.stdout).toContain(`video-unreadable:\n  ${broken}: it cannot be read as a video`);
  await writeTinyClip(broken, 2);
  const again = await panda(['runs', 'retry', id, '--project', project, '--json'], { home });
  expect([again.code, linesOf<Event>(again.stdout).at(-1)]).toMatchObject([0, { done: 2, failed: 0, texts: 2 }]);

  const told = [];
  for (const what of ['undo', 'undo', 'redo', 'redo']) {
    told.push((await panda(['runs', what, id, '--project', project], { home })).stdout);
  }
  expect([told, contentOf(project).texts.length]).toEqual([
    [
      'Took back 4 texts.\n',
      'Nothing of that run stands.\n',
      'Its texts are back.\n',
      'Nothing of that run was taken back.\n',
    ],
    4,
  ]);
}, 120_000);

test('what goes with a project and what goes with files is told apart', async () => {
  const messages = await Promise.all(
    [
      ['caption', folder, '--project', 'x.panda', '--out', 'x.jsonl'],
      ['caption', folder, '--limit', '3'],
      ['caption', folder, '--policy', 'fill'],
      ['caption', '--project', 'x.panda', '--recipe', 'captions', '--prompt', 'Say it.'],
    ].map(async (args) => {
      const { code, stderr } = await panda(args, { home });
      return [code, stderr.split('\n')[0]];
    }),
  );
  expect(messages).toEqual([
    [2, 'error: --out and --project do not go together: a project is exported with panda export.'],
    [2, 'error: --limit is of a project: name one with --project FILE.'],
    [2, 'error: --policy fill is of a project: name one with --project FILE.'],
    [2, 'error: A --recipe says itself what to ask: leave out --prompt, --questions and --no-caption.'],
  ]);
});
