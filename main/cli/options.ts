/** Options that several commands take, read once. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { DEVICE_SETTINGS, pandaHome, readDeviceSetting, sentence } from '../services/index.ts';
import type { DeviceSetting, Problem, SamplingPlan } from '../services/index.ts';
import { printable } from './terminal.ts';

export interface ModelOptions {
  readonly model?: string;
  readonly device?: DeviceSetting;
  readonly ffmpeg?: string;
}

export interface WritingOptions {
  readonly memory?: number;
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly seed?: number;
}

/** As many as the official code lets a model write. */
const MAX_NEW_TOKENS = 1024;

export function addModelOptions(command: Command): Command {
  return command
    .option('--model <id|folder>', 'which model (default: the first that `panda models` lists)')
    .option('--ffmpeg <path>', 'which ffmpeg (default: the newest of PATH and npm)');
}

/** Of the commands that run a model. */
export function addDeviceOption(command: Command): Command {
  return command.addOption(
    new Option(
      '--device <name>',
      'where the model runs (default: the setting; at first auto, the fastest that is right)',
    ).choices([...DEVICE_SETTINGS]),
  );
}

interface EngineOptions {
  readonly device?: DeviceSetting;
  readonly memory?: number;
}

/** What `startDrafter` takes of the options. What the engine had to do by itself is said on standard error. */
export function engineOf({ device, memory }: EngineOptions) {
  return {
    device: device ?? readDeviceSetting(pandaHome()),
    onNotice: (problem: Problem) => void process.stderr.write(`note: ${printable(sentence(problem))}\n`),
    ...(memory !== undefined && { memoryBudgetBytes: Math.floor(memory * 2 ** 30) }),
  };
}

export function addWritingOptions(command: Command): Command {
  return addDeviceOption(command)
    .option('--max-tokens <n>', 'the longest text, in tokens', positiveWholeNumber, MAX_NEW_TOKENS)
    .option('--temperature <t>', 'sample instead of taking the likeliest token', positiveNumber)
    .option('--top-p <p>', 'when sampling: from the likeliest tokens that have this probability together', share)
    .option('--top-k <k>', 'when sampling: from this many of the likeliest tokens', wholeNumber)
    .option('--seed <n>', 'when sampling: the same seed gives the same text', wholeNumber)
    .option(
      '--memory <gigabytes>',
      'for what is kept of clips while they are worked on (default: a quarter of all)',
      positiveNumber,
    );
}

/** Greedy unless a temperature is given, or something that only sampling has. */
export function samplingOf({ maxTokens, temperature, topP, topK, seed }: WritingOptions): SamplingPlan {
  const sampled = [temperature, topP, topK, seed].some((value) => value !== undefined);
  if (!sampled) return { kind: 'greedy', maxNewTokens: maxTokens };
  return {
    kind: 'sample',
    temperature: temperature ?? 1,
    topP: topP ?? 1,
    topK: topK ?? 0,
    seed: seed ?? 0,
    maxNewTokens: maxTokens,
  };
}

export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0) || value > 1e9) throw new InvalidArgumentError('It is a time in seconds.');
  return value;
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

export function positiveWholeNumber(text: string): number {
  if (wholeNumber(text) === 0) throw new InvalidArgumentError('It is at least 1.');
  return Number(text);
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0) || value > 1e6) throw new InvalidArgumentError('It is a number above 0.');
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('It is a number above 0 and at most 1.');
  return value;
}
