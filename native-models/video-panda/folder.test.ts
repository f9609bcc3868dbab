import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { writeModelFolder, type ModelParts } from './folder.ts';
import { readGolden } from './parity.ts';
import { portableModel, tinyConfig } from './tiny-model.ts';
import type { NamedTensors } from './weights.ts';

let temporary: string;
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'panda-folder-'));
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

const config = tinyConfig();
const parts: ModelParts = {
  identity: { id: 'tiny', name: 'Tiny', version: '1.2.3', licence: 'Apache-2.0', source: 'the portable generator' },
  config,
  tensors: portableModel(config),
  precision: 'fp16',
  tokenizer: Uint8Array.of(10, 0),
  documents: { 'README.md': '# Tiny\n' },
};

describe('a model folder', () => {
  it('says what it is and lists every file with its hash', async () => {
    const folder = join(temporary, 'complete');
    const manifest = await writeModelFolder(folder, parts);
    const names = readdirSync(folder).sort();
    const files = names
      .filter((name) => name !== 'manifest.json')
      .map((name) => {
        const content = readFileSync(join(folder, name));
        return [name, { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }] as const;
      });
    expect(manifest).toEqual({
      format: 'panda-model',
      formatVersion: 1,
      ...parts.identity,
      architecture: 'video-panda',
      precision: 'fp16',
      files: Object.fromEntries(files),
    });
    expect(readGolden(join(folder, 'manifest.json'))).toEqual(manifest);
    expect(parseConfig(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')))).toEqual(config);
    expect(names).toEqual([
      'README.md',
      'config.json',
      'decoder.onnx',
      'decoder.weights',
      'embeddings.onnx',
      'manifest.json',
      'stab.onnx',
      'stab.weights',
      'tokenizer.model',
    ]);
  });

  it('holds graphs that load', async () => {
    const folder = join(temporary, 'loaded');
    await writeModelFolder(folder, parts);
    const inputs: (readonly string[])[] = [];
    for (const name of ['stab', 'embeddings']) {
      const session = await ort.InferenceSession.create(join(folder, `${name}.onnx`));
      inputs.push(session.inputNames);
      await session.release();
    }
    expect(inputs).toEqual([['pixels', 'rows', 'columns', 'real'], ['ids']]);
    const decoder = await ort.InferenceSession.create(join(folder, 'decoder.onnx'));
    expect(decoder.outputNames).toContain('logits');
    await decoder.release();
  });

  it('is the same, byte for byte, when it is written again', async () => {
    const first = await writeModelFolder(join(temporary, 'first'), parts);
    expect(await writeModelFolder(join(temporary, 'second'), parts)).toEqual(first);
  });

  it('takes the place of an older one, and stays as it was when the new one fails', async () => {
    const parent = mkdtempSync(join(temporary, 'parent-'));
    const folder = join(parent, 'model');
    await writeModelFolder(folder, { ...parts, documents: { 'old.md': 'old' } });
    const replaced = await writeModelFolder(folder, parts);
    const inode = statSync(join(folder, 'manifest.json')).ino;
    await expect(writeModelFolder(folder, { ...parts, tensors: breaking(parts.tensors) })).rejects.toThrow('disk gone');
    expect(readdirSync(parent)).toEqual(['model']);
    expect(statSync(join(folder, 'manifest.json')).ino).toBe(inode);
    expect(readdirSync(folder).sort()).toEqual([...Object.keys(replaced.files), 'manifest.json'].sort());
  });
});

/** The last tensors of the checkpoint cannot be read. */
function breaking(tensors: NamedTensors): NamedTensors {
  const read = () => {
    throw new Error('disk gone');
  };
  return {
    has: (name) => tensors.has(name),
    get: (name) =>
      name === 'lm_head.weight' ? { type: 'float32', dims: tensors.get(name).dims, read } : tensors.get(name),
  };
}
