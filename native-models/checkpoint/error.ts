/** Why a checkpoint cannot be used, in words for a person. Knows no format. */

/** The file is not what it says it is; the message names the file and the fault. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/** As many as a person reads. */
const mostNamed = 8;

/** The first of many, and how many more. */
export function listed(names: readonly string[], between = ', '): string {
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(between)} and ${more} more` : names.join(between);
}
