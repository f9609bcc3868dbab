/** The people of the project. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { PersonId } from '../document/ids.ts';
import { ROLES } from '../document/records.ts';
import type { Person } from '../document/records.ts';
import { call, id } from './call.ts';

export interface PersonRow {
  readonly person: Person;
  /** The person of this window. */
  readonly isHere: boolean;
  /** Items that are assigned to them. */
  readonly assigned: number;
}

const name = z.string().trim().min(1).max(200);

export const people = {
  /** By name. */
  list: call.output(type<readonly PersonRow[]>()),
  add: call.input(z.strictObject({ name, role: z.enum(ROLES) })).output(type<Person>()),
  /** What is null stays as it is. */
  change: call
    .input(z.strictObject({ personId: id<PersonId>(), name: name.nullable(), role: z.enum(ROLES).nullable() }))
    .output(type<Person>()),
  /** From now on this machine works as that person. */
  become: call.input(z.strictObject({ personId: id<PersonId>() })).output(type<Person>()),
} as const;
