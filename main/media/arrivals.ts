/**
 * Follows which pictures a decoder gives, and says whether the expected ones are among them, in their order and none
 * twice. Knows pictures only by their marks (a time or a number).
 */

export interface Arrivals {
  /** A picture was decoded; marks rise. */
  report(mark: number): void;
  /** Nothing more will be decoded. */
  close(): void;
  /** Whether the expected picture number `at` is there, as soon as that can be said. */
  hasCome(at: number): Promise<boolean>;
}

/** `spans`: the expected marks, cut where the picker takes nothing in between; within a span it takes everything. */
export function expectInOrder(spans: readonly (readonly number[])[]): Arrivals {
  const expected = spans.flat();
  let come = 0;
  let isOver = false;
  let waiting: (() => void)[] = [];

  function wake(): void {
    const woken = waiting;
    waiting = [];
    for (const go of woken) go();
  }

  function report(mark: number): void {
    if (isOver) return;
    if (mark === expected[come]) come += 1;
    else if (mark > (expected[come] ?? Infinity) || isPicked(spans, mark)) isOver = true;
    wake();
  }

  return {
    report,
    close: () => {
      isOver = true;
      wake();
    },
    hasCome: async (at) => {
      while (come <= at && !isOver) await new Promise<void>((resolve) => waiting.push(resolve));
      return come > at;
    },
  };
}

/** The picture is taken for an expected one although it is none: what follows would be shifted. */
function isPicked(spans: readonly (readonly number[])[], mark: number): boolean {
  return spans.some((marks) => (marks[0] as number) <= mark && mark <= (marks.at(-1) as number));
}
