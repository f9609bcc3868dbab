/**
 * Pictures of the whole page that could not be had: unseen, because a browser draws a torn one in their place, and asked
 * for once more when the host is back, a few at a time. Knows no screen.
 */
import type { Connection } from './connection.svelte.ts';

const AT_ONCE = 3;

/** `img[data-missing]` is not to be seen. */
export function tendPictures(connection: Connection): void {
  const mark = ({ target, type }: Event) => {
    if (target instanceof HTMLImageElement) target.toggleAttribute('data-missing', type === 'error');
  };
  // What images tell does not rise, so it is caught on its way down.
  document.addEventListener('load', mark, true);
  document.addEventListener('error', mark, true);
  connection.onReturn(() => void askAgain());
}

/** One that there is none of answers soon, and is left until the next time. */
async function askAgain(): Promise<void> {
  const missing = document.querySelectorAll<HTMLImageElement>('img[data-missing][src]').values();
  const askOneByOne = async () => {
    for (const image of missing) {
      // Nobody looks at it any more.
      if (!image.isConnected) continue;
      image.setAttribute('src', image.src);
      // Settles also when the image goes away meanwhile.
      await image.decode().catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOneByOne));
}
