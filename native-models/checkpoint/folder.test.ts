import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CheckpointError } from './error.ts';
import { openCheckpoint } from './folder.ts';
import { writeSafetensors } from './made-safetensors.ts';
import { ownStorages, writeTorchFile } from './made-torch-file.ts';

const root = mkdtempSync(join(tmpdir(), 'panda-checkpoint-'));
afterAll(() => rmSync(root, { recursive: true }));

const tensor = (name: string) => {
  return { name, type: 'F32', dims: [2], bytes: () => [new Uint8Array(Float32Array.of(1, 2).buffer)] } as const;
};

/** A folder of safetensors with an index, or of what else is written into it. */
function made(map: unknown, files: Readonly<Record<string, readonly string[]>> = {}): string {
  const folder = mkdtempSync(join(root, 'folder-'));
  for (const [name, tensors] of Object.entries(files)) writeSafetensors(join(folder, name), tensors.map(tensor));
  if (map !== null) writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: map }));
  return folder;
}

function outcome(folder: string): unknown {
  try {
    const { files, tensors } = openCheckpoint(folder);
    return { files: files.map(({ name }) => name), tensors: [...tensors.keys()] };
  } catch (error) {
    if (error instanceof CheckpointError) return error.message.replaceAll(folder, 'FOLDER');
    throw error;
  }
}

it('joins the files that an index names', () => {
  const folder = made(
    { a: 'one.safetensors', b: 'two.safetensors' },
    { 'one.safetensors': ['a'], 'two.safetensors': ['b'] },
  );
  expect(outcome(folder)).toEqual({ files: ['one.safetensors', 'two.safetensors'], tensors: ['a', 'b'] });
});

it('takes one whole file of either format, and follows the links of a download cache', () => {
  const whole = made(null, { 'model.safetensors': ['a'] });
  const torch = made(null);
  writeTorchFile(join(torch, 'blob'), ownStorages([tensor('b')]));
  mkdirSync(join(torch, 'snapshot'));
  symlinkSync(join(torch, 'blob'), join(torch, 'snapshot', 'pytorch_model.bin'));
  expect([outcome(whole), outcome(join(torch, 'snapshot'))]).toEqual([
    { files: ['model.safetensors'], tensors: ['a'] },
    { files: ['pytorch_model.bin'], tensors: ['b'] },
  ]);
});

it('names what is missing and what is there twice', () => {
  const files = { 'one.safetensors': ['a', 'b'], 'two.safetensors': ['b', 'c'] };
  expect([
    outcome(made(null)),
    outcome(made({ a: 'one.safetensors', d: 'three.safetensors' }, files)),
    outcome(made({ a: 'one.safetensors', c: 'two.safetensors' }, files)),
    outcome(made({ a: 'one.safetensors', z: 'one.safetensors' }, files)),
  ]).toEqual([
    'FOLDER has none of model.safetensors, model.safetensors.index.json, pytorch_model.bin, pytorch_model.bin.index.json',
    'FOLDER lacks three.safetensors, which its index names',
    'FOLDER has b in several files',
    'FOLDER: the index names z, which no file has',
  ]);
});

it('refuses an index that leads elsewhere, or is none', () => {
  const index = 'FOLDER/model.safetensors.index.json';
  for (const name of ['../secret.bin', '/etc/passwd', 'a/b.bin', '..', '.hidden', 'C:x', 'a\\b', 'a\0b', '']) {
    expect(outcome(made({ a: name }))).toBe(`${index} names ${JSON.stringify(name)}, which is no file beside it`);
  }
  expect([outcome(made({})), outcome(made([])), outcome(made({ a: 1 }))]).toEqual([
    `${index} names no tensors`,
    `${index} is no index of tensors`,
    `${index} is no index of tensors`,
  ]);
  const folder = made({ a: 'sub' });
  mkdirSync(join(folder, 'sub'));
  expect(outcome(folder)).toMatch(/^FOLDER[/]sub (is not a file|cannot be opened)/);
});
