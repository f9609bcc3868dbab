/** A sentence for every problem of a kind: complete, because the compiler asks for each code. */

export type Sentences<Problem extends { readonly code: string }> = {
  readonly [Code in Problem['code']]: (problem: Extract<Problem, { readonly code: Code }>) => string;
};
