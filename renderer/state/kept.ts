/** What this browser remembers for a person; nothing where it may not (a private window, a test under Node). */

/** `check` decides whether what is there can be used; a value of an older or broken program is left alone. */
export function kept<Value>(name: string, check: (value: unknown) => value is Value): Value | undefined {
  try {
    const value: unknown = JSON.parse(globalThis.localStorage.getItem(`panda.${name}`) ?? 'null');
    return check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    globalThis.localStorage.setItem(`panda.${name}`, JSON.stringify(value));
  } catch {
    // It holds until the window is closed.
  }
}
