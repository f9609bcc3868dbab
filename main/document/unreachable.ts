/** Makes a switch complete: the compiler refuses a case that was forgotten. Knows nothing of what is switched on. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
