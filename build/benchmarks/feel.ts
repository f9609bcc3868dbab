/**
 * What a person feels: from a click or a key to what is on the screen, in Chromium, in the window as it is built, served by
 * its host. Every limit is the project's own promise.
 */
import { readdirSync, readFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { openProject } from '../../main/store/index.ts';
import { buildWindow } from '../start/window.ts';
import { findChromium, launchChromium, NO_CHROMIUM } from '../window-tests/chromium.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { ask } from './feel/answering.ts';
import { makeCodedProject } from './feel/coded-project.ts';
import type { CodedSize } from './feel/coded-project.ts';
import { accept, play, review, type } from './feel/keys.ts';
import { jump, scroll, search, start, write } from './feel/library.ts';
import { OpenedWindow } from './feel/opened.ts';
import { clickCopied, clickQuick, clickSlow } from './feel/playing.ts';
import { blankRow, quietly, row, sizeRow, taskRow } from './feel/rows.ts';
import { makeLargeProject } from './large-project.ts';
import type { Patience } from './measure.ts';
import type { Row } from './table.ts';

interface Plan {
  readonly coded: CodedSize;
  readonly large: { readonly videos: number; readonly items: number };
  readonly clicks: number;
  /** Of everything that is short. */
  readonly times: number;
  readonly questions: number;
  readonly starts: { readonly hosts: number; readonly pages: number };
  readonly turns: number;
  readonly jumps: number;
}

const plans: Readonly<Record<Size, Plan>> = {
  full: {
    coded: { reviewed: 32, drafts: 24, slowFrames: 3000, copiedFrames: 750 },
    large: { videos: 100_000, items: 100_000 },
    clicks: 25,
    times: 20,
    questions: 8,
    starts: { hosts: 3, pages: 3 },
    turns: 150,
    jumps: 20,
  },
  tiny: {
    coded: { reviewed: 4, drafts: 3, slowFrames: 50, copiedFrames: 50 },
    large: { videos: 200, items: 200 },
    clicks: 2,
    times: 2,
    questions: 1,
    starts: { hosts: 1, pages: 1 },
    turns: 3,
    jumps: 2,
  },
};

const LETTERS = 'The ring goes down, slow';
const SEARCH = 'dur>5s red kind:caption';
const SENTENCE = 'A red car drives past a blue ball, and the dog looks at it.';
const BUNDLE_BYTES = 400_000;
/** All of it takes minutes, and may take this much longer where the machine is not quiet. */
const PATIENCE_S = 60;

export const feel: Benchmark = {
  name: 'feel',
  cannot: () => (findChromium() === undefined ? NO_CHROMIUM : null),
  measure: async ({ size, folder, ffmpeg, patience: { leftS } }) => {
    const plan = plans[size];
    await buildWindow(PROGRAM_FOLDER);
    await using browser = await launchChromium(findChromium() ?? 'chromium');
    const home = join(folder, 'feel');
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    try {
      const clips = join(home, 'clips.panda');
      await makeCodedProject(ffmpeg, { folder, path: clips, size: plan.coded });
      const patience = { leftS: Math.min(PATIENCE_S, leftS) };
      const rows = await measureClips(plan, patience, { browser, home, project: clips });
      const large = join(home, 'large.panda');
      makeLargeProject(large, plan.large)[Symbol.dispose]();
      return [
        ...rows,
        ...(await measureLibrary(plan, patience, { browser, home, project: large })),
        sizeRow('scripts and styles of the window, gzipped', gzippedBytes(), BUNDLE_BYTES),
      ];
    } finally {
      rmSync(home, { recursive: true });
    }
  },
};

interface World {
  readonly browser: Awaited<ReturnType<typeof launchChromium>>;
  readonly home: string;
  readonly project: string;
}

async function measureClips(plan: Plan, patience: Patience, { browser, ...world }: World): Promise<Row[]> {
  await using window = await OpenedWindow.open(browser, world);
  using store = openProject(world.project, { readOnly: true });
  const { clicks, times } = plan;
  // The copy is being made from the moment on at which its clip is shown.
  const copied = await quietly(patience, async () => clickCopied(window, clicks));
  const quick = await quietly(patience, async () => clickQuick(window, clicks));
  // Its copy would be there the second time.
  const slow = await quietly({ leftS: 0 }, async () => clickSlow(window, clicks));
  const accepted = await quietly({ leftS: 0 }, async () => accept(window, times));
  const typed = await quietly(patience, async () => type(window, store, LETTERS.slice(0, times)));
  const played = await quietly(patience, async () => play(window, times));
  const answered = await quietly({ leftS: 0 }, async () => ask(window, plan.questions));
  const reviewed = await quietly({ leftS: 0 }, async () => review(window, Math.min(times, plan.coded.reviewed - 1)));
  const long = 'ten seconds between key frames';
  return [
    row('click to the frame, key frames close', quick, { of: ({ exact }) => exact, promisedMs: 100 }),
    row(`click to the frame, ${long}, with its copy`, copied, { of: ({ exact }) => exact, promisedMs: 100 }),
    row(`click to the nearest picture, ${long}`, slow, { of: ({ nearest }) => nearest, promisedMs: 100 }),
    row(`click to the frame, ${long}, without its copy`, slow, { of: ({ exact }) => exact, promisedMs: null }),
    row('next text of the queue with its picture', reviewed, { of: (ms) => ms, promisedMs: 50 }),
    row('key to accepted', accepted, { of: (ms) => ms, promisedMs: 50 }),
    row('key to letter', typed, { of: ({ shown }) => shown, promisedMs: 50 }),
    row('key to playing', played, { of: (ms) => ms, promisedMs: 50 }),
    row('letter to the file', typed, { of: ({ kept }) => kept, promisedMs: 300 }),
    row('question to the first word, Panda-Mini', answered, { of: (ms) => ms, promisedMs: 300 }),
  ];
}

async function measureLibrary(plan: Plan, patience: Patience, { browser, ...world }: World): Promise<Row[]> {
  const started = await quietly(patience, async () => start(browser, world, plan.starts));
  await using window = await OpenedWindow.open(browser, world);
  const scrolled = await quietly(patience, async () => scroll(window, plan.turns));
  const jumped = await quietly(patience, async () => jump(window, plan.jumps));
  const searched = await quietly(patience, async () => search(window, SEARCH));
  const written = await quietly(patience, async () => write(window, SENTENCE));
  const many = `of ${plan.large.videos} videos`;
  return [
    row(`start to the list ${many}`, started, { of: ({ page }) => page, promisedMs: 1500 }),
    row('the same, the host too, from its command', started, { of: ({ host }) => host, promisedMs: 1500 }),
    blankRow(`scrolling, ${many}`, scrolled),
    taskRow('scrolling', scrolled),
    row('jump by the bar until all rows stand', jumped, { of: (ms) => ms, promisedMs: 100 }),
    blankRow('typing a search', searched),
    taskRow('typing a search', searched),
    taskRow('typing a text', written),
  ];
}

/** All of them, those that are loaded later too. */
function gzippedBytes(): number {
  const folder = join(PROGRAM_FOLDER, 'out/renderer/assets');
  const files = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name));
  return files.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
}
