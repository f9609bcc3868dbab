/** The formats of data sets, as the services list them. */
import { listFormats } from '../../main/services/index.ts';
import type { FormatDescription } from '../../main/services/index.ts';
import { code, table } from './page.ts';
import type { Page } from './page.ts';

const MEDIA: Readonly<Record<FormatDescription['media'], string>> = {
  named: 'are found by their names, wherever they are',
  needed: 'lie in the data set: `--media copy`, `link` or `clip`',
  held: 'are inside its files, with `--media copy` or `clip`',
};

export function formatsPage(): Page {
  const formats = listFormats();
  const text = [
    '# Formats of data sets',
    'Each can be written (`panda export --format NAME`) and read (`panda import`). What a format cannot hold is left out of ' +
      'an export, and the report says what and why.',
    table(
      ['format', 'captions', 'questions', 'whole videos', 'segments', 'who made it'],
      formats.map(({ holds, name }) => [
        `[${code(name)}](#${name})`,
        ...[holds.captions, holds.questions, holds.wholeVideos, holds.segments, holds.origin].map((is) =>
          is ? 'yes' : '',
        ),
      ]),
    ),
    ...formats.map(sectionOf),
  ];
  return { name: 'formats.md', text: text.join('\n\n') };
}

function sectionOf({ filePerVideo, media, name, options, says }: FormatDescription): string {
  return [
    `## ${name}`,
    asSentence(says),
    `Its videos ${MEDIA[media]}.${filePerVideo ? ' There is a file for each, which may also stand beside it.' : ''}`,
    table(
      ['option', 'what it says', 'values', 'by default'],
      options.map((option) => [
        code(option.name),
        option.says,
        option.type === 'yes-no' ? '`true`, `false`' : option.values.map(code).join(', '),
        defaultOf(option.default),
      ]),
    ),
  ].join('\n\n');
}

/** What is a line of a list elsewhere. */
function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

function defaultOf(value: unknown): string {
  return typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value !== '')
    ? code(String(value))
    : '';
}
