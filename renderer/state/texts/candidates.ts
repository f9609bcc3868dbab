/** What models wrote for a text, to pick from by its place. Knows no component and no key. */
import type { Suggestion } from '../../../main/document/records.ts';
import { sameText } from '../../../main/document/status.ts';
import type { ItemTexts } from '../../../main/document/status.ts';

/** Each text once, in the order in which it was first written; none where there is nothing to choose between. */
export function candidatesOf({ suggestions }: ItemTexts): readonly Suggestion[] {
  const distinct = suggestions.filter(
    ({ text }, place) => !suggestions.slice(0, place).some((before) => sameText(before.text, text)),
  );
  return distinct.length > 1 ? distinct : [];
}
