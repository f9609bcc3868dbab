/**
 * Brings pictures of videos into rows that scroll by: a few at a time, because a browser keeps only some connections to the
 * host and playing comes first, and none for a row that was only passed. Knows no row.
 */
const AT_ONCE = 3;
/** A row that is seen for less than this asks for nothing. */
const PAUSE_MS = 80;
const REMEMBERED = 5000;

const known = new Set<string>();
const waiting: (() => void)[] = [];
let loading = 0;

/** For `{@attach}` on an `<img>` without a source. */
export function pictureOf(url: string): (image: HTMLImageElement) => () => void {
  return (image) => {
    if (known.has(url)) {
      image.src = url;
      return () => undefined;
    }
    let busy = false;
    const done = () => {
      if (!busy) return;
      busy = false;
      loading--;
      next();
    };
    const load = () => {
      busy = true;
      image.src = url;
    };
    const onload = () => {
      remember(url);
      done();
    };
    image.addEventListener('load', onload);
    image.addEventListener('error', done);
    const timer = setTimeout(() => {
      waiting.push(load);
      next();
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      const at = waiting.indexOf(load);
      if (at >= 0) waiting.splice(at, 1);
      if (busy) image.removeAttribute('src');
      done();
    };
  };
}

function next(): void {
  while (loading < AT_ONCE) {
    const load = waiting.shift();
    if (load === undefined) return;
    loading++;
    load();
  }
}

function remember(url: string): void {
  known.add(url);
  if (known.size > REMEMBERED) for (const oldest of known) return void known.delete(oldest);
}
