/** `panda doctor`: what there is, what is missing, and how to get it. */
import type { Command } from 'commander';
import { examine, findingWords, sayFinding, sentence } from '../../services/index.ts';
import type { Finding, SaidFinding } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { printable } from '../terminal.ts';
import { tableText } from '../wording.ts';

interface DoctorOptions {
  readonly ffmpeg?: string;
  readonly json?: true;
}

const MARKS = { good: 'ok', warning: 'note', missing: 'MISSING' } as const;

export function addDoctor(program: Command, end: (code: number) => void): void {
  program
    .command('doctor')
    .description('Show versions, devices, models, ffmpeg and memory: what is missing, and how to get it.')
    .option('--ffmpeg <path>', 'look at this ffmpeg')
    .option('--json', 'as one JSON array on standard output')
    .action(async (options: DoctorOptions) => end(await doctor(options)));
}

async function doctor({ ffmpeg, json }: DoctorOptions): Promise<number> {
  const findings = (await examine({ ffmpeg })).map(inEnglish);
  process.stdout.write(json ? `${JSON.stringify(findings)}\n` : asText(findings));
  return findings.some(({ state }) => state === 'missing') ? EXIT.cannotRun : EXIT.done;
}

type Row = SaidFinding & Pick<Finding, 'state'>;

function inEnglish(finding: Finding): Row {
  const { name, found, remedy } = sayFinding(finding, findingWords, sentence);
  return { name, state: finding.state, found, remedy };
}

function asText(findings: readonly Row[]): string {
  const rows = findings.flatMap(({ name, state, found, remedy }) => [
    [MARKS[state], name, printable(found)],
    ...(remedy === null ? [] : [['', '', `-> ${printable(remedy)}`]]),
  ]);
  const missing = findings.filter(({ state }) => state === 'missing').length;
  return `${tableText(rows)}\n${missing === 0 ? 'All that is needed is here.' : `${missing} missing: see the arrows.`}\n`;
}
