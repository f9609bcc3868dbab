/** Who is at work: the person of this machine, unless a host that several people use knows better. Knows no project. */
import { pandaHome } from '../models/home.ts';
import { readPersonHere, writePersonHere } from './person-file.ts';
import type { PersonHere } from './person-file.ts';

export interface Caller {
  /** The same id at each call. */
  readonly get: () => PersonHere;
  /** They want to be called otherwise, or to be another person of the project. */
  readonly set: (person: PersonHere) => void;
}

/** As the small file in the program's own folder says it. */
export function callerHere(home: string = pandaHome()): Caller {
  return { get: () => readPersonHere(home), set: (person) => writePersonHere(person, home) };
}
