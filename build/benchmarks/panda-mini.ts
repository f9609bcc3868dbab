/** Panda-Mini as the product uses it: the model that ships, its sample clips, its questions. */
import { join } from 'node:path';
import type { Ffmpeg } from '../../main/media/index.ts';
import { CAPTION_PROMPT } from '../../main/services/drafting/ask-form.ts';
import { draft, startDrafter, type Drafter, type Shown } from '../../main/services/drafting/drafter.ts';
import { chooseModel } from '../../main/services/models/find.ts';
import { SHIPPED_MODEL } from '../../main/services/models/home.ts';
import { readGroundTruth, SHIPPED_SAMPLES } from '../../main/services/samples/ground-truth.ts';

export { CAPTION_PROMPT };

const never = new AbortController().signal;

export async function startMini(ffmpeg: Ffmpeg): Promise<Drafter> {
  return startDrafter({ model: await chooseModel(SHIPPED_MODEL), ffmpeg });
}

/** The first sample clips, and the first different questions about any of them. */
export async function readSamples(counts: {
  readonly clips: number;
  readonly questions: number;
}): Promise<{ readonly paths: readonly string[]; readonly questions: readonly string[] }> {
  const scenes = await readGroundTruth(SHIPPED_SAMPLES);
  const files = [...new Set(scenes.map(({ file }) => file))].slice(0, counts.clips);
  const questions = new Set(scenes.flatMap((scene) => scene.questions.map(({ question }) => question)));
  return {
    paths: files.map((file) => join(SHIPPED_SAMPLES, file)),
    questions: [...questions].slice(0, counts.questions),
  };
}

export function look(drafter: Drafter, path: string): Promise<Shown> {
  return drafter.look({ path, span: null, fingerprint: path }, never);
}

/** The same clip as one that the engine has not read yet. */
export function asNew(shown: Shown, name: string): Shown {
  return { ...shown, prefix: { ...shown.prefix, key: `${shown.prefix.key} ${name}` } };
}

/** Gives how many tokens were written, the one that ends the text among them. */
export async function ask(drafter: Drafter, shown: Shown, prompt: string): Promise<number> {
  const sampling = { kind: 'greedy', maxNewTokens: 96 } as const;
  return (await draft(drafter, { shown, prompt, sampling, priority: 'batch' }, never)).tokens.length;
}
