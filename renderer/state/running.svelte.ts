/** The run that the line at the bottom tells of. Filled by the state of the runs; knows no call. */
export interface Running {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Null: not known yet. */
  readonly perMinute: number | null;
  readonly leftMs: number | null;
}

export class RunningLine {
  /** Null: nothing runs. */
  now: Running | null = $state.raw(null);
}
