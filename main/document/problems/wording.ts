/** How lists, sizes and places read in a sentence. */

export function list(parts: readonly string[]): string {
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}

export function place({ path, line }: { readonly path: string; readonly line: number | null }): string {
  return line === null ? path : `${path}, line ${line}`;
}
