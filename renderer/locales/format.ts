/** The words for a format and its options; those of one that the languages do not know are the services' own, in English. */
import type { FormatDescription, FormatOption } from '../../main/contract/index.ts';
import type { FormatWords, OptionWords } from './en/formats/format-words.ts';
import { language } from './language.svelte.ts';

export function formatWords({ name, says }: Pick<FormatDescription, 'name' | 'says'>): FormatWords {
  return language.t.formats.words[name] ?? { title: '', says, options: {} };
}

/** As it stands in a list to choose from. */
export function formatLabel(format: Pick<FormatDescription, 'name' | 'says'>): string {
  const { title } = formatWords(format);
  return title === '' ? format.name : `${format.name} · ${title}`;
}

export function optionWords(format: FormatDescription, { name, says }: FormatOption): OptionWords {
  return formatWords(format).options[name] ?? { label: name, says };
}
