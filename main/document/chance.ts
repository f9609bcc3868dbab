/** A number that looks like chance and is always the same for the same name, on every machine. Knows nothing of its use. */

/** 0 up to 1. FNV-1a, then the finisher of MurmurHash3, because names that follow each other differ in their last letters alone. */
export function chanceOfName(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
