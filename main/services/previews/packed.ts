/** A fact sheet and bytes in one file: the length of the bytes, the facts as JSON, a line break, the bytes. */

export function pack(facts: unknown, bytes: readonly Uint8Array[] = []): Uint8Array {
  const length = bytes.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from(`${length} ${JSON.stringify(facts)}\n`), ...bytes]);
}

/** Undefined where the file is not whole. */
export function unpack(file: Uint8Array): { readonly facts: unknown; readonly bytes: Uint8Array } | undefined {
  const end = file.indexOf(0x0a);
  const [, length, facts] = /^(\d+) (.*)$/.exec(Buffer.from(file.subarray(0, Math.max(0, end))).toString()) ?? [];
  const bytes = file.subarray(end + 1);
  if (facts === undefined || bytes.length !== Number(length)) return undefined;
  try {
    return { facts: JSON.parse(facts) as unknown, bytes };
  } catch {
    return undefined;
  }
}
