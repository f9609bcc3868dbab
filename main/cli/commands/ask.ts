/** `panda ask`: questions about one video, or a part of it, answered as the model writes. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { chooseModel, findFfmpeg, readFingerprint, sentence, startDrafter } from '../../services/index.ts';
import type { Draft, Drafter, Shown } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { addModelOptions, addWritingOptions, engineOf, samplingOf, seconds } from '../options.ts';
import type { ModelOptions, WritingOptions } from '../options.ts';
import { spanOf } from '../span.ts';
import { stopOnSignals } from '../stop.ts';
import { printable, printableLines } from '../terminal.ts';
import { percentText } from '../wording.ts';

interface AskOptions extends ModelOptions, WritingOptions {
  readonly from?: number;
  readonly to?: number;
  readonly json?: true;
}

export function addAsk(program: Command, end: (code: number) => void): void {
  const command = program
    .command('ask')
    .description('Ask about one video.')
    .argument('<video>', 'a video file')
    .argument('<question...>', 'one or more questions')
    .option('--from <seconds>', 'begin here', seconds)
    .option('--to <seconds>', 'end here', seconds)
    .option('--json', 'the answers as one JSON object on standard output');
  addWritingOptions(addModelOptions(command));
  command.action(async (video: string, questions: string[], options: AskOptions) =>
    end(await ask(video, questions, options)),
  );
}

async function ask(video: string, questions: readonly string[], options: AskOptions): Promise<number> {
  const span = spanOf(options);
  using stop = stopOnSignals();
  const path = resolve(video);
  const [model, ffmpeg] = await Promise.all([chooseModel(options.model), findFfmpeg({ setting: options.ffmpeg })]);
  await using drafter = startDrafter({ model, ffmpeg, ...engineOf(options) });
  try {
    const fingerprint = await readFingerprint(path);
    const shown = await drafter.look({ path, span, fingerprint, priority: 'interactive' }, stop.signal);
    for (const line of warningsOf(shown)) process.stderr.write(`warning: ${printable(line)}\n`);
    const sampling = samplingOf(options);
    const answer = (prompt: string): AsyncGenerator<string, Draft> =>
      drafter.write({ shown, prompt, sampling, priority: 'interactive' }, stop.signal);
    if (options.json)
      process.stdout.write(`${JSON.stringify(await answersAsJson({ drafter, shown, questions, answer }))}\n`);
    else await printAnswers(questions, answer);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  return stop.signal.aborted ? stop.exitCode() : EXIT.done;
}

function warningsOf({ view, world }: Shown): string[] {
  const warnings = view.video.warnings.map(sentence);
  if (world?.outside) warnings.push(sentence({ code: 'outside-model-world', path: view.source.path, ...world }));
  return warnings;
}

type Answer = (question: string) => AsyncGenerator<string, Draft>;

/** On a terminal as it is written, one after the other; else all at once, and each printed when it is whole. */
async function printAnswers(questions: readonly string[], answer: Answer): Promise<void> {
  const streams = process.stdout.isTTY;
  const begun = streams ? [] : questions.map((question) => drained(answer(question)));
  // Each is awaited in its turn; until then a failure is not unhandled.
  for (const draft of begun) draft.catch(() => undefined);
  for (const [index, question] of questions.entries()) {
    if (questions.length > 1) process.stdout.write(`${printable(question)}\n  `);
    const draft = await (streams
      ? drained(answer(question), (text) => process.stdout.write(printableLines(text)))
      : begun[index]);
    if (!draft) continue;
    process.stdout.write(`${streams ? '' : printableLines(draft.text)}  (${endOf(draft)})\n`);
  }
}

function endOf({ confidence, stop }: Draft): string {
  const cut = stop === 'length' ? ', cut at its longest' : stop === 'cancelled' ? ', stopped' : '';
  return `${percentText(confidence)}${cut}`;
}

async function drained(
  stream: AsyncGenerator<string, Draft>,
  show: (text: string) => void = () => undefined,
): Promise<Draft> {
  for (;;) {
    const step = await stream.next();
    if (step.done) return step.value;
    show(step.value);
  }
}

interface Asked {
  readonly drafter: Drafter;
  readonly shown: Shown;
  readonly questions: readonly string[];
  readonly answer: Answer;
}

async function answersAsJson({ drafter, shown, questions, answer }: Asked): Promise<unknown> {
  const drafts = await Promise.all(questions.map((question) => drained(answer(question))));
  const { view, world } = shown;
  return {
    video: { path: view.source.path, fingerprint: view.source.fingerprint, durationUs: view.video.durationUs },
    span: view.source.span,
    model: drafter.model,
    frames: { indices: view.frames.map(({ index }) => index), timesUs: view.frames.map(({ timeUs }) => timeUs) },
    outsideWorld: world?.outside ? { score: world.score, threshold: world.threshold } : null,
    answers: drafts.map(({ text, confidence, meanLogProb, stop, promptTokens, reusedTokens }, index) => ({
      question: questions[index],
      text,
      confidence,
      meanLogProb,
      stop,
      promptTokens,
      reusedTokens,
    })),
  };
}
