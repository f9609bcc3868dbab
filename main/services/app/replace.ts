/** Many texts of the open project changed in one step. */
import { queryOf } from '../../document/query/index.ts';
import { previewReplace, replaceTexts } from '../replace/replace.ts';
import type { ReplacePlan } from '../replace/replace.ts';
import type { Base } from './base.ts';
import { actorOf } from './context.ts';
import type { CallContext, Desk } from './context.ts';
import { stepName } from './session.ts';

export function replacePart({ replace: base }: Base, desk: Desk) {
  const planOf = ({ query, ...input }: Pick<ReplacePlan, 'change'> & { query: string }, context: CallContext) => ({
    query: queryOf(query),
    change: input.change,
    actor: actorOf(desk, context),
  });
  return base.router({
    preview: base.preview.handler(({ input, context }) =>
      previewReplace(desk.project.store, planOf(input, context), { show: input.show }),
    ),
    apply: base.apply.handler(({ input, context }) =>
      stepName(replaceTexts(desk.project.store, planOf(input, context))),
    ),
  });
}
