/**
 * What pandas makes of cells, with which most readers of tables read them. Knows no table.
 * https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html (na_values)
 */

/** What pandas takes for an empty cell. */
const NOTHING = new Set(
  '#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null'.split('|'),
);

export function readsAsNothing(text: string | null): boolean {
  return text === null || text === '' || NOTHING.has(text);
}

/** As a number that is written in another way: `007`, `1e5`, `inf`. */
export function readsAsNumber(text: string): boolean {
  const isNumber = /^[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|inf(?:inity)?)$/i.test(text);
  return isNumber && !/^(?:0|[1-9]\d{0,17})$/.test(text);
}
