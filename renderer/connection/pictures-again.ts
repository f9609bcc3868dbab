/**
 * Pictures that could not be had while the host was away are asked for once more when it is back, a few at a time. One that
 * there is none of answers soon, and is left until the next time. Knows no screen.
 */
const AT_ONCE = 3;

export async function askForPicturesAgain(): Promise<void> {
  const missing = [...document.images].filter(isMissing).values();
  const askOneByOne = async () => {
    for (const image of missing) {
      // Another row may have it by now, or nobody.
      if (!isMissing(image)) continue;
      image.setAttribute('src', image.src);
      // Settles also when the image goes away meanwhile.
      await image.decode().catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOneByOne));
}

function isMissing({ complete, isConnected, naturalWidth, src }: HTMLImageElement): boolean {
  return isConnected && src !== '' && complete && naturalWidth === 0;
}
