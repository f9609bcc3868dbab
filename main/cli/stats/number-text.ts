/** The numbers of a report as a person reads them in a column; `-` stands for what is not known. */

export const NOT_KNOWN = '-';

export function shareText(share: number | null): string {
  return share === null ? NOT_KNOWN : `${(share * 100).toFixed(1)} %`;
}

/** Two decimals: an effort, an alpha. */
export function ratioText(ratio: number | null): string {
  return ratio === null ? NOT_KNOWN : ratio.toFixed(2);
}

export function secondsText(seconds: number | null): string {
  return seconds === null ? NOT_KNOWN : `${seconds.toFixed(1)} s`;
}
