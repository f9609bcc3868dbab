/**
 * The key of a sample: what stands before the first dot of its files' names. What a name has that would end it, or that a
 * reader might trip over, is written as `%2E`; so the name can be read from the key again.
 */

/** `sub/clip.v2.mp4` and 3 is `sub/clip%2Ev2-0003`. */
export function keyOf(mediaName: string, index: number): string {
  const dot = mediaName.lastIndexOf('.');
  const stem = dot > mediaName.lastIndexOf('/') + 1 ? mediaName.slice(0, dot) : mediaName;
  return `${escaped(stem)}-${String(index).padStart(4, '0')}`;
}

/** The name without its ending that a key of ours was made of; another's key as it is. */
export function nameOfKey(key: string): string {
  const stem = key.replace(/-\d{4,}$/, '');
  return stem.replace(/(?:%[0-9A-F]{2})+/g, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}

function escaped(name: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is escaped
  return name.replace(/[%.\\\u0000-\u001f\u007f]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}
