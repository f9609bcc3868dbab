/** What the services list by name has words in every language of the window. */
import { expect, test } from 'vitest';
import { listFormats, listRecipes } from '../../main/services/index.ts';
import { en } from '../../renderer/locales/en.ts';
import { ko } from '../../renderer/locales/ko.ts';
import { zh } from '../../renderer/locales/zh.ts';

test.each(Object.entries({ en, ko, zh }))(
  'formats, their options and the recipes that ship are said in %s',
  async (_, t) => {
    const formats = listFormats().map(({ name, options }) => ({
      name,
      options: options.map((option) => ({ name: option.name, values: option.values })),
    }));
    const said = formats.map(({ name, options }) => ({
      name: t.formats.words[name] === undefined ? `${name} is not said` : name,
      options: options.map((option) => ({
        name: option.name,
        values: option.values.filter(
          (value) => t.formats.words[name]?.options[option.name]?.values?.[value] !== undefined,
        ),
      })),
    }));
    expect(said).toEqual(formats);
    const recipes = (await listRecipes()).map(({ name }) => name);
    expect(Object.keys(t.recipes.shippedFor).toSorted()).toEqual(recipes.toSorted());
  },
);
