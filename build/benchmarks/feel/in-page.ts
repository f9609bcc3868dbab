/**
 * Runs in the page that is measured: how long after a press something is on the screen, and which rows of a list are not.
 * Pictures say which one they are by the bars of coded-clips.ts. Loaded as a script of its own, so it imports nothing.
 */

interface RowsSeen {
  /** Pictures of the screen that were looked at. */
  frames: number;
  rows: number;
  /** Of them, those that had nothing in them, or where there was no row at all. */
  blankRows: number;
  /** How long some row was blank without a break. */
  blankMs: number[];
}

interface Feel {
  /** From the next event of this type until each of what is to be seen has been painted. */
  readonly expect: (type: string, areSeen: readonly (() => boolean)[]) => void;
  /** Milliseconds. */
  readonly seen: () => Promise<readonly number[]>;
  readonly until: (isSeen: () => boolean) => Promise<number>;
  /** Milliseconds from the page's beginning until its videos were there. */
  readonly started: Promise<number>;
  /** Watches the list of this name until it is told to stop. */
  readonly watchRows: (label: string) => void;
  readonly rowsSeen: () => RowsSeen;
  /** No row of the list on the screen is without its content. */
  readonly rowsStand: (label: string) => boolean;
  /** The number in the picture that is on the stage; null: none can be read. */
  readonly shownNumber: () => number | null;
  /** The numbers in the pictures of the film strip; null while one of them is not read. */
  readonly strip: () => readonly number[] | null;
  /** What is on the stage is as near to it as any picture of the film strip. */
  readonly isNear: (wanted: number) => boolean;
}

{
  /** As coded-clips.ts draws them: so many bits, then the same ones turned round, across an eighth of the height. */
  const BITS = 14;
  const SHARE_OF_HEIGHT = 1 / 8;

  let pending: Promise<readonly number[]> = Promise.resolve([]);
  let watching = false;
  let seenRows: RowsSeen = { frames: 0, rows: 0, blankRows: 0, blankMs: [] };
  const numbers = new Map<string, number | null>();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * BITS;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });

  const feel: Feel = {
    expect(type, areSeen) {
      const { promise, resolve } = Promise.withResolvers<Event>();
      addEventListener(type, resolve, { capture: true, once: true });
      pending = promise.then(async ({ timeStamp }) => {
        const painted = await Promise.all(areSeen.map(whenPainted));
        return painted.map((at) => at - timeStamp);
      });
    },
    seen: async () => pending,
    until: whenPainted,
    started: whenPainted(() => feel.rowsStand('Videos')),
    watchRows(label) {
      watching = true;
      seenRows = { frames: 0, rows: 0, blankRows: 0, blankMs: [] };
      let blankSince: number | undefined;
      const look = () => {
        if (!watching) return;
        const { rows, blank } = rowsOf(label);
        seenRows.frames++;
        seenRows.rows += rows;
        seenRows.blankRows += blank;
        if (blank > 0) blankSince ??= performance.now();
        else if (blankSince !== undefined) {
          seenRows.blankMs.push(performance.now() - blankSince);
          blankSince = undefined;
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    rowsSeen() {
      watching = false;
      return seenRows;
    },
    rowsStand: (label) => {
      const { rows, blank } = rowsOf(label);
      return rows > 0 && blank === 0;
    },
    shownNumber() {
      const video = document.querySelector<HTMLVideoElement>('[aria-label="Picture"] video:not([aria-hidden="true"])');
      const cover = document.querySelector<HTMLImageElement>('[aria-label="Picture"] video ~ img');
      if (cover !== null && cover.complete && cover.naturalWidth > 0) return numberOfPicture(cover);
      if (video === null || video.readyState < 2 || getComputedStyle(video).opacity !== '1') return null;
      return numberIn(video, video.videoWidth, video.videoHeight);
    },
    strip() {
      const parts = document.querySelectorAll('[role="slider"][aria-label="Position"] *');
      const urls = [...parts].flatMap(
        (part) => /url\("(.+)"\)/.exec(getComputedStyle(part).backgroundImage)?.[1] ?? [],
      );
      const read = urls.map(numberAt);
      return read.length === 0 || read.includes(undefined) ? null : read.filter((number) => typeof number === 'number');
    },
    isNear(wanted) {
      const shown = feel.shownNumber();
      if (shown === null) return false;
      const off = Math.abs(shown - wanted);
      return off === 0 || (feel.strip()?.every((number) => off <= Math.abs(number - wanted)) ?? false);
    },
  };
  Object.assign(globalThis, { feel });

  /** Looks before each painting; what it sees then is painted when the task after it runs. */
  async function whenPainted(isSeen: () => boolean): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    const look = () => (isSeen() ? port2.postMessage(null) : void requestAnimationFrame(look));
    requestAnimationFrame(look);
    return promise;
  }

  function rowsOf(label: string): { rows: number; blank: number } {
    const list = document.querySelector(`ul[aria-label="${label}"]`);
    const view = list?.parentElement?.getBoundingClientRect();
    if (!list || view === undefined) return { rows: 0, blank: 0 };
    const bottom = Math.min(view.bottom, list.getBoundingClientRect().bottom);
    let [rows, standing, height] = [0, 0, 0];
    for (const row of list.children) {
      const { top, bottom: end } = row.getBoundingClientRect();
      if (end <= view.top || top >= bottom) continue;
      rows++;
      const isBusy = row.querySelector('[aria-busy="true"]') !== null;
      if (isBusy) continue;
      standing += Math.min(end, bottom) - Math.max(top, view.top);
      height = end - top;
    }
    const missing = bottom - view.top - standing;
    // Where no row stands at all, none says how tall it would be.
    const blank = missing < 1 ? 0 : Math.ceil(missing / Math.max(height, 40));
    return { rows: Math.max(rows, blank), blank };
  }

  /** Undefined: it is not read yet, and begins to be. */
  function numberAt(url: string): number | null | undefined {
    if (numbers.has(url)) return numbers.get(url);
    const picture = new Image();
    picture.onload = () => numberOfPicture(picture);
    picture.src = url;
    return undefined;
  }

  function numberOfPicture(picture: HTMLImageElement): number | null {
    let number = numbers.get(picture.src);
    if (number === undefined) {
      number = numberIn(picture, picture.naturalWidth, picture.naturalHeight);
      numbers.set(picture.src, number);
    }
    return number;
  }

  function numberIn(source: CanvasImageSource, width: number, height: number): number | null {
    if (context === null) return null;
    context.imageSmoothingEnabled = false;
    context.drawImage(source, 0, 0, width, height * SHARE_OF_HEIGHT, 0, 0, canvas.width, 1);
    const { data } = context.getImageData(0, 0, canvas.width, 1);
    const bit = (at: number) => (data[4 * at + 1] ?? 0) > 127;
    let number = 0;
    for (let at = 0; at < BITS; at++) {
      if (bit(at) === bit(BITS + at)) return null;
      if (bit(at)) number += 2 ** at;
    }
    return number;
  }
}
