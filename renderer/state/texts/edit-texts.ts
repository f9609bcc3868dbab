/** The words that an edit of a text's records changed, before and after. Knows no component. */
import type { Edit } from '../../../main/document/edit.ts';
import type { ItemTexts } from '../../../main/document/status.ts';

export interface EditTexts {
  readonly from: string;
  readonly to: string;
}

/** Null: it changed no words. A response that begins with a suggestion is compared with it. */
export function textsOfEdit(edit: Edit, texts: ItemTexts): EditTexts | null {
  switch (edit.type) {
    case 'suggestion':
      return edit.do === 'create' ? changed('', edit.record.text) : null;
    case 'response':
      if (edit.do === 'update') return changed(edit.from.text, edit.to.text);
      if (edit.do === 'remove') return changed(edit.record.text, '');
      return changed(begunWith(edit.record.suggestionId, texts), edit.record.text);
    case 'item':
      if (edit.do !== 'update') return null;
      return changed(
        'question' in edit.from ? edit.from.question : (edit.from.flag ?? ''),
        'question' in edit.to ? edit.to.question : (edit.to.flag ?? ''),
      );
    case 'review':
      return edit.do === 'create' ? changed('', edit.record.reason ?? '') : null;
    case 'comment':
      return edit.do === 'create' ? changed('', edit.record.text) : null;
    default:
      return null;
  }
}

function begunWith(suggestionId: string | null, { suggestions }: ItemTexts): string {
  return suggestions.find(({ id }) => id === suggestionId)?.text ?? '';
}

function changed(from: string | undefined, to: string | undefined): EditTexts | null {
  return from === undefined || to === undefined || from === to ? null : { from, to };
}
