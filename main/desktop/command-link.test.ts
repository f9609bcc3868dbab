import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../services/library/test-folder.ts';
import { lineFor, linkCommand } from './command-link.ts';

const makeFolder = foldersUntil(afterAll);
const LAUNCHER = '/Applications/Panda Annotator.app/Contents/Resources/launchers/panda';
const refuse = async (): Promise<never> => Promise.reject(new Error('no password was given'));

test('the link is put where terminals look, also over one of an earlier app, and nothing else is left there', async () => {
  const link = join(makeFolder(), 'local', 'bin', 'panda');
  const plan = { launcher: LAUNCHER, link, asAdministrator: refuse };
  expect([await linkCommand(plan), readlinkSync(link)]).toEqual(['linked', LAUNCHER]);
  const older = join(makeFolder(), 'panda');
  symlinkSync('/Users/ann/Old.app/Contents/Resources/launchers/panda', older);
  expect([await linkCommand({ ...plan, link: older }), readlinkSync(older)]).toEqual(['linked', LAUNCHER]);
  expect([readdirSync(join(link, '..')), readdirSync(join(older, '..'))]).toEqual([['panda'], ['panda']]);
});

test('another program of the name stays, and a place that the app will leave is not linked to', async () => {
  const folder = makeFolder({ panda: '#!/bin/sh\n' });
  const plan = { launcher: LAUNCHER, link: join(folder, 'panda'), asAdministrator: refuse };
  expect(await linkCommand(plan)).toBe('taken');
  const elsewhere = { ...plan, link: join(folder, 'other') };
  expect([
    await linkCommand({ ...elsewhere, launcher: '/Volumes/Panda Annotator/Panda Annotator.app/launchers/panda' }),
    await linkCommand({ ...elsewhere, launcher: '/private/var/folders/x/AppTranslocation/1/d/P.app/launchers/panda' }),
    readdirSync(folder),
  ]).toEqual(['not-at-home', 'not-at-home', ['panda']]);
});

test('where this person may not write, the line that an administrator runs makes the link, whatever is in the path', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, `Ann's "apps" $HOME`));
  const launcher = join(folder, `Ann's "apps" $HOME`, 'launchers', 'panda');
  const link = join(folder, 'bin', 'panda');
  // In the way of making the folder, for anybody, until the administrator has come.
  writeFileSync(join(folder, 'bin'), '');
  const lines: string[] = [];
  const asAdministrator = async (line: string): Promise<void> => {
    lines.push(line);
    execFileSync('rm', [join(folder, 'bin')]);
    execFileSync('sh', ['-c', line]);
    return Promise.resolve();
  };
  expect([await linkCommand({ launcher, link, asAdministrator }), readlinkSync(link)]).toEqual(['linked', launcher]);
  expect(lines).toEqual([lineFor({ launcher, link })]);
  writeFileSync(join(folder, 'file'), '');
  expect(await linkCommand({ launcher, link: join(folder, 'file', 'panda'), asAdministrator: refuse })).toBe('refused');
});
