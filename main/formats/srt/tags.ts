/** What SubRip files have in their texts that nobody says: bold, italics, colours, positions. */
import { cueText } from '../cues.ts';

export function spokenOf(text: string): string {
  return cueText(text.replace(/<\/?(?:b|i|u|s|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}/gi, ''));
}
