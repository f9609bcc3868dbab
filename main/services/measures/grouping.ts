/** Items in groups of each kind: what they are, which model wrote for them, who decided. Knows nothing of the measures. */
import type { PersonId } from '../../document/ids.ts';
import { is, narrowed, says } from './asking.ts';
import type { Asking } from './asking.ts';
import { GroupTally } from './group.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';
import type { PersonNames, Seen, Tally } from './seen.ts';

type Groups = StatsReport['groups'];
type By = keyof Groups;

/** Undefined: it is in no group of this kind. */
const valueOf: { readonly [Kind in By]: (seen: Seen) => string | null | undefined } = {
  kind: ({ texts: { item } }) => item.kind,
  form: ({ texts: { item } }) => (item.kind === 'qa' ? item.form : undefined),
  topic: ({ texts: { item } }) => (item.kind === 'qa' ? item.topic : undefined),
  track: ({ texts: { item } }) => (item.kind === 'caption' ? item.track : undefined),
  model: ({ texts: { suggestions }, standing }) => {
    const written = standing.suggestion ?? suggestions.at(-1); // of junk too, where there is nothing else
    return written && `${written.model.id}@${written.model.version}`;
  },
  person: ({ standing: { response } }) => (response === null ? undefined : response.personId),
};

export class GroupingTally implements Tally<Groups> {
  readonly #asking: Asking;
  readonly #names: PersonNames;
  readonly #groups = new Map<By, Map<string | null, GroupTally>>();

  constructor(asking: Asking, names: PersonNames) {
    this.#asking = asking;
    this.#names = names;
    for (const by of Object.keys(valueOf) as By[]) this.#groups.set(by, new Map());
  }

  add(seen: Seen): void {
    for (const [by, groups] of this.#groups) {
      const value = valueOf[by](seen);
      if (value === undefined) continue;
      let group = groups.get(value);
      if (group === undefined) {
        group = new GroupTally(narrowed(this.#asking, termOf(by, value)));
        groups.set(value, group);
      }
      group.add(seen);
    }
  }

  /** The largest first, equal ones by name. */
  result(): Groups {
    const resultOf = (by: By): Groups[By] =>
      [...(this.#groups.get(by) ?? [])]
        .map(([value, group]) => ({ value, name: this.#nameOf(value, by), ...group.result() }))
        .sort((a, b) => b.n - a.n || (String(a.name) < String(b.name) ? -1 : 1));
    return {
      kind: resultOf('kind'),
      form: resultOf('form'),
      topic: resultOf('topic'),
      track: resultOf('track'),
      model: resultOf('model'),
      person: resultOf('person'),
    };
  }

  #nameOf(value: string | null, by: By = 'person'): string | null {
    return by === 'person' ? (this.#names.get(value as PersonId) ?? value) : value;
  }
}

function termOf(by: By, value: string | null): string {
  switch (by) {
    case 'kind':
    case 'form':
    case 'topic':
      return is(by, value ?? 'none');
    case 'track':
    case 'model':
      return says(by, value);
    case 'person':
      return says('by', value);
  }
}
