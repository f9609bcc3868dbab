/** What is said of a format of data sets, and of its options. */
export interface FormatWords {
  readonly title: string;
  readonly says: string;
  readonly options: Readonly<Record<string, OptionWords>>;
}

export interface OptionWords {
  readonly label: string;
  readonly says: string;
  /** Of what it can be, where that is one of a few. */
  readonly values?: Readonly<Record<string, string>>;
}

export type WordsOfFormats = Readonly<Record<string, FormatWords>>;
