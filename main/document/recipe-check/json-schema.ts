/** The recipe's schema as JSON Schema, for editors and for naming what stands where. */
import { z } from 'zod';
import { recipeSchema } from '../recipe.ts';
import type { JsonPath } from './json-text.ts';

/** The part of JSON Schema that zod writes for a recipe. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
}

export function recipeJsonSchema(): Record<string, unknown> {
  const { properties, ...schema } = z.toJSONSchema(recipeSchema, { io: 'input', target: 'draft-2020-12' });
  return {
    ...schema,
    title: 'A recipe of Panda Annotator',
    properties: { $schema: { type: 'string', description: 'For editors; not read.' }, ...properties },
  };
}

/** The names that an object at this place of this recipe may have; none where no object belongs there. */
export function fieldNames(recipe: unknown, path: JsonPath): readonly string[] {
  let schemas: readonly Schema[] = [recipeJsonSchema()];
  let value = recipe;
  for (const step of path) {
    schemas = fitting(schemas, value).flatMap((schema) => {
      const next = typeof step === 'number' ? schema.items : schema.properties?.[step];
      return next === undefined ? [] : [next];
    });
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
  }
  return [...new Set(fitting(schemas, value).flatMap(({ properties = {} }) => Object.keys(properties)))];
}

/** Of alternatives, those whose constants (`"by": "shots"`) are the value's own; all, where none is. */
function fitting(schemas: readonly Schema[], value: unknown): readonly Schema[] {
  const each = schemas.flatMap(function alternatives(schema): Schema[] {
    const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    return parts.length === 0 ? [schema] : parts.flatMap(alternatives);
  });
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const own = each.filter(({ properties }) =>
    Object.entries(properties ?? {}).every(([name, { const: only }]) => only === undefined || object[name] === only),
  );
  return own.length > 0 ? own : each;
}
