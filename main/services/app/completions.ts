/** What can be written at a place of a search: fields, and the values of a field, those of this project among them. */
import type { Completion, Completions } from '../../contract/searches.ts';
import { queryFields } from '../../document/query/index.ts';
import type { QueryField } from '../../document/query/index.ts';
import { valuesInUse } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { listPeople } from '../project/people.ts';

const MOST = 50;

export function completionsAt(
  store: ProjectStore,
  { at, text }: { readonly at: number; readonly text: string },
): Completions {
  const before = text.slice(0, at);
  const [word = ''] = /(?:"[^"]*"?|[^\s()"])*$/u.exec(before) ?? [];
  const own = word.replace(/^-/u, '');
  const [, name, values] = /^([a-z]+):(.*)$/su.exec(own) ?? [];
  const field = queryFields.find((one) => one.name === name);
  if (field === undefined) return { fromAt: at - own.length, entries: fieldsLike(own) };
  const begun = (values ?? '').slice((values ?? '').lastIndexOf(',') + 1);
  return { fromAt: at - begun.length, entries: valuesLike(store, field, begun.replaceAll('"', '')) };
}

function fieldsLike(begun: string): Completion[] {
  return queryFields.flatMap(({ help, name }): Completion[] =>
    name.startsWith(begun.toLowerCase()) ? [{ insert: `${name}:`, kind: 'field', field: name, help }] : [],
  );
}

function valuesLike(store: ProjectStore, field: QueryField, begun: string): Completion[] {
  const wanted = begun.toLowerCase();
  const all = field.kind === 'choice' ? field.values : valuesOf(store, field.name);
  return all
    .filter((value) => value.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)))
    .slice(0, MOST)
    .map((value) => ({ insert: quoted(value), kind: 'value', field: field.name, help: null }));
}

function valuesOf(store: ProjectStore, name: QueryField['name']): string[] {
  switch (name) {
    case 'track':
    case 'tier':
    case 'bank':
    case 'model':
    case 'run':
    case 'flag':
      return valuesInUse(store, name);
    case 'by':
      return listPeople(store).map((person) => person.name);
    case 'path':
      return store.list('root').map((root) => `${root.name}/*`);
    case 'dur':
      return ['<10s', '>1m'];
    case 'doubt':
      return ['>0.5', '0.2..0.4'];
    default:
      return [];
  }
}

function quoted(value: string): string {
  return /[\s",()]/u.test(value) ? `"${value.replaceAll('"', '\\"')}"` : value;
}
