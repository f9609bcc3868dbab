/** Help with searches of the open project, and those that a person keeps. */
import { randomUUID } from 'node:crypto';
import type { Counted, SavedSearch } from '../../contract/searches.ts';
import { parseQuery } from '../../document/query/index.ts';
import { countFoundItems, countFoundVideos } from '../../store/index.ts';
import type { Base } from './base.ts';
import { completionsAt } from './completions.ts';
import { callerOf } from './context.ts';
import type { CallContext, Desk } from './context.ts';

const NOTHING = { videos: 0, items: 0 };

export function searchesPart({ searches: base }: Base, desk: Desk) {
  const { searches } = desk.home;
  const owner = (context: CallContext): { personId: string; projectId: string } => ({
    personId: callerOf(desk, context).get().id,
    projectId: desk.project.store.project.id,
  });
  const isOwn = (one: { personId: string; projectId: string }, own: ReturnType<typeof owner>): boolean =>
    one.personId === own.personId && one.projectId === own.projectId;

  return base.router({
    complete: base.complete.handler(({ input }) => completionsAt(desk.project.store, input)),
    count: base.count.handler(({ input }): Counted => {
      const { store } = desk.project;
      const parsed = parseQuery(input.query);
      if ('problem' in parsed) return { ...NOTHING, problem: parsed.problem };
      const { query } = parsed;
      return { videos: countFoundVideos(store, query), items: countFoundItems(store, query), problem: null };
    }),
    saved: base.saved.handler(({ context }) => {
      const own = owner(context);
      return searches.read().flatMap((one): SavedSearch[] => {
        return isOwn(one, own) ? [{ id: one.id, name: one.name, query: one.query }] : [];
      });
    }),
    save: base.save.handler(({ input, context }) => {
      const own = owner(context);
      const saved = { ...input, id: randomUUID() };
      searches.change((all) => [
        ...all.filter((one) => !isOwn(one, own) || one.name !== input.name),
        { ...saved, ...own },
      ]);
      return saved;
    }),
    rename: base.rename.handler(({ input, context }) => {
      const own = owner(context);
      searches.change((all) =>
        all.flatMap((one) => {
          if (!isOwn(one, own)) return [one];
          if (one.id === input.id) return [{ ...one, name: input.name }];
          return one.name === input.name ? [] : [one];
        }),
      );
      return null;
    }),
    forget: base.forget.handler(({ input, context }) => {
      const own = owner(context);
      searches.change((all) => all.filter((one) => !isOwn(one, own) || one.id !== input.id));
      return null;
    }),
  });
}
