/** Counts in the sentences that an export says of itself, in English. */

/** `1 video`, `2 videos`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `2 captions and 1 question with its answer, about 2 videos`. */
export function countedTexts(counts: {
  readonly captions: number;
  readonly questions: number;
  readonly videos: number;
}): string {
  const { captions, questions, videos } = counts;
  const parts = [
    ...(captions > 0 ? [counted(captions, 'caption')] : []),
    ...(questions > 0 ? [counted(questions, 'question with its answer', 'questions with answers')] : []),
  ];
  return `${parts.join(' and ')}, about ${counted(videos, 'video')}`;
}
