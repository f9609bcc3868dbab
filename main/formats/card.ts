/**
 * `README.md` of an export: its card, for whoever finds the data set and for a hub that shows it. A function of the same
 * facts as the manifest, so the same export has the same card. Knows no format.
 */
import { isUrl } from '../document/dataset-about.ts';
import type { DatasetAbout } from '../document/dataset-about.ts';
import { counted, countedTexts } from './counted.ts';
import type { Described } from './manifest.ts';

export const CARD = 'README.md';

export function cardText(described: Described): string {
  const { asOf, checked, counts, format, leftOut, source, splits } = described;
  const { program, project, query, statuses, tracks } = source;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [
      'What is in it',
      [
        `- ${countedTexts(counts)}`,
        `- format: \`${format.name}\` (${format.says})`,
        `- videos: ${whereVideosAre(described)}`,
        ...splits.map(({ name, records }) => `- \`${name}/\`: ${counted(records, 'text')}`),
        ...(splits.length > 0 ? ['- no video, and none that shows nearly the same, is in two splits'] : []),
        ...(source.about.url === null ? [] : [`- to be found at ${source.about.url}`]),
        ...(source.about.published === null ? [] : [`- published on ${source.about.published}`]),
      ],
    ],
    [
      'How it was made',
      [
        ...named(counts.models).map(
          ([name, count]) =>
            `- ${counted(count, 'text')} began as ${count === 1 ? 'a draft' : 'drafts'} of the model ${name}`,
        ),
        ...named(counts.people).map(([name, count]) => `- ${counted(count, 'text')} decided by ${name}`),
        ...named(counts.statuses).map(([status, count]) => `- ${count} ${status}: ${MEANING[status] ?? status}`),
        ...(asOf === null ? [] : [`- the latest word in it is of ${asOf}`]),
      ],
    ],
    [
      'What was chosen',
      [
        `- texts that are ${statuses.join(', ')}`,
        ...(query === null ? [] : [`- of those, what this finds: \`${query}\``]),
        ...(tracks === null ? [] : [`- captions of the tracks ${tracks.join(', ')}`]),
        ...leftOut.map(({ count, says }) => `- left out: ${count} (${says})`),
      ],
    ],
    ['What was checked', checked.map(({ checked: times, says }) => `- ${says} (${counted(times, 'time')})`)],
  ];
  const body = sections
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([title, lines]) => [`## ${title}`, '', ...lines, '']);
  return [
    ...frontMatter(described),
    `# ${oneLine(project.name)}`,
    '',
    `Made with ${program.name} ${program.version}. \`dataset.json\` says the same to programs, \`croissant.json\` in the words of Croissant.`,
    '',
    ...body,
    '## Rights',
    '',
    source.about.license === null
      ? 'The rights in the videos and texts are those of their owners: say here which licence they give.'
      : `Licence: ${oneLine(source.about.license)}`,
    '',
  ].join('\n');
}

function whereVideosAre({ media, source }: Described): string {
  if (source.media === 'none') return 'not in it; a text names its video';
  if (media.length === 0) return 'inside the files';
  if (source.media === 'link') return `${counted(media.length, 'link')} in this folder to where they are`;
  return `${counted(media.length, 'file')} in this folder`;
}

/** product words, as a reader who does not know the program needs them. */
const MEANING: Readonly<Record<string, string>> = {
  todo: 'no text yet',
  suggested: "a model's text that nobody has decided on",
  editing: 'a person was at it',
  accepted: "a model's text that a person accepted as it was",
  edited: "a model's text that a person changed",
  written: "a person's own text",
  rejected: "a model's text that a person rejected",
  skipped: 'passed over by a person',
};

/** What Hugging Face's hub reads (https://huggingface.co/docs/hub/datasets-cards); other readers pass over it. */
function frontMatter(described: Described): string[] {
  const { counts, source } = described;
  const tasks = [
    ...(counts.questions > 0 ? ['- visual-question-answering'] : []),
    ...(counts.captions > 0 ? ['- video-text-to-text'] : []),
  ];
  return [
    '---',
    `pretty_name: ${JSON.stringify(oneLine(source.project.name))}`,
    ...licenceOf(source.about),
    'task_categories:',
    ...tasks,
    'tags:',
    '- video',
    ...configsOf(described),
    '---',
    '',
  ];
}

/** The hub has a list of short names, in small letters; what is none of them is `other` with its name or its address. */
function licenceOf({ license }: DatasetAbout): string[] {
  if (license === null) return [];
  if (/^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(license)) return [`license: ${license.toLowerCase()}`];
  return ['license: other', `license_${isUrl(license) ? 'link' : 'name'}: ${JSON.stringify(oneLine(license))}`];
}

/**
 * Which files are the data. Without it `load_dataset` guesses by the endings that it finds most, and dataset.json and
 * croissant.json would be taken for data.
 */
function configsOf({ format, media, splits }: Described): string[] {
  const { dataFiles } = format;
  if (dataFiles === undefined) return [];
  const parts =
    splits.length === 0
      ? [{ name: 'train', folder: '' }]
      : splits.filter(({ records }) => records > 0).map(({ name }) => ({ name, folder: `${name}/` }));
  return [
    'configs:',
    '- config_name: default',
    '  data_files:',
    ...parts.flatMap(({ folder, name }) => {
      const within = media.filter(({ path }) => path.startsWith(folder));
      const videos = format.media === 'needed' ? toldEndings(within).map((ending) => `**/*${ending}`) : [];
      return [
        `  - split: ${name}`,
        '    path:',
        ...[dataFiles, ...videos].map((pattern) => `    - ${JSON.stringify(folder + pattern)}`),
      ];
    }),
  ];
}

/**
 * What `load_dataset` takes a split for is told by the ending that most of its files have, and some it takes for sound. What
 * `metadata.jsonl` names is loaded all the same, so the others are told only where there is nothing else.
 * https://github.com/huggingface/datasets/blob/main/src/datasets/packaged_modules/videofolder/videofolder.py
 */
function toldEndings(media: Described['media']): string[] {
  const endings = endingsOf(media);
  const known = endings.filter((ending) => ['.mkv', '.mp4', '.avi', '.mpeg', '.mov'].includes(ending.toLowerCase()));
  return known.length > 0 ? known : endings;
}

/** As they are written: the hub tells large letters from small ones. */
function endingsOf(media: Described['media']): string[] {
  return [...new Set(media.flatMap(({ path }) => /\.[^./]+$/.exec(path)?.[0] ?? []))].sort();
}

function named(counts: Readonly<Record<string, number>>): [name: string, count: number][] {
  return Object.entries(counts);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
