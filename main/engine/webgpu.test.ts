import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { withPlainProducts } from '../../native-models/onnx/index.ts';
import { appendingCache, arrangedCache } from '../../native-models/video-panda/cache-graphs.ts';
import { writePortableLlama } from '../../native-models/video-panda/portable-llama.ts';
import { forkEngine, startEngine, type DecoderSource, type EngineNotice } from './index.ts';

const config = {
  ...{ hiddenSize: 64, intermediateSize: 96, layers: 2, heads: 2, vocabSize: 64 },
  ...{ rmsNormEps: 1e-5, ropeTheta: 10_000, maxPositions: 4096 },
};

/** Debian's Chromium brings a Vulkan driver that computes on the processor: right, if slow. Taken where no other is. */
const chromium = '/usr/lib/chromium';
const softwareDriver = join(chromium, 'vk_swiftshader_icd.json');
const driversOfThisMachine = '/usr/share/vulkan/icd.d';

let folder: string;
let source: DecoderSource;
beforeAll(() => {
  if (existsSync(softwareDriver) && !existsSync(driversOfThisMachine)) {
    vi.stubEnv('VK_ICD_FILENAMES', process.env['VK_ICD_FILENAMES'] ?? softwareDriver);
    vi.stubEnv('LD_LIBRARY_PATH', chromium); // for Vulkan's loader
  }
  folder = mkdtempSync(join(tmpdir(), 'panda-webgpu-'));
  const written = writePortableLlama(folder, { config, prefix: 'tiny.' });
  const graphs = {
    decoder: withPlainProducts(readFileSync(written.decoder)),
    append: appendingCache(written.shape),
    arrange: arrangedCache(written.shape),
  };
  source = { ...written, graphs };
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function writtenOn(device: 'cpu' | 'webgpu') {
  const notices: EngineNotice[] = [];
  await using engine = startEngine({ spawn: forkEngine, threads: 1, onNotice: (notice) => notices.push(notice) });
  const decoder = await engine.loadDecoder({ ...source, device });
  const prefix = { key: 'clip', pieces: [{ ids: Array.from({ length: 40 }, (_, index) => (index * 7) % 61) }] };
  const common = { sampling: { kind: 'greedy' }, stopTokens: [], priority: 'batch', decoder } as const;
  const requests = [
    { ...common, prefix, suffix: [1, 2, 3], maxNewTokens: 6 },
    { ...common, prefix, suffix: [4], maxNewTokens: 4 },
    { ...common, suffix: [5, 6], maxNewTokens: 5 },
  ];
  const texts = requests.map(async (request) => {
    const ids: number[] = [];
    for await (const { id } of engine.generate(request)) ids.push(id);
    return ids;
  });
  return { texts: await Promise.all(texts), notices };
}

it(
  'writes on WebGPU what it writes on the processor, its caches on the device',
  { timeout: 60_000 },
  async (context) => {
    const { notices, texts } = await writtenOn('webgpu');
    const [notice] = notices;
    if (notice?.code === 'device-left' && notice.cause.includes('adapter')) {
      context.skip('no Vulkan, Metal or DirectX device is here');
    }
    expect({ notices, texts }).toEqual(await writtenOn('cpu'));
  },
);
