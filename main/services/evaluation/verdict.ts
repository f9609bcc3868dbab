/** What a judge's words come to. Judges are asked for JSON and write what they like around it, or Python. Knows no network. */

export interface Verdict {
  /** Only where the measure asks for it. */
  readonly pred: 'yes' | 'no' | null;
  /** 0 to 5, whole. */
  readonly score: number;
}

/** Null: it is no verdict. A score with a fraction is cut, as the official scripts do. */
export function verdictOf(words: string, { asksYesNo }: { readonly asksYesNo: boolean }): Verdict | null {
  const objects = [...words.matchAll(/\{[^{}]*\}/g)];
  for (const [text] of objects.reverse()) {
    const score = /["']{0,2}score["']{0,2}\s*:\s*["']?(\d+(?:\.\d+)?)["']?\s*[,}]/i.exec(text)?.[1];
    const pred = /["']?pred["']?\s*:\s*["']?\s*(yes|no)\b/i.exec(text)?.[1]?.toLowerCase() as 'yes' | 'no' | undefined;
    const whole = score === undefined ? NaN : Math.trunc(Number(score));
    if (!(whole >= 0 && Number(score) <= 5) || (asksYesNo && pred === undefined)) continue;
    return { pred: asksYesNo ? (pred ?? null) : null, score: whole };
  }
  return null;
}
