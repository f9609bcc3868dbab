/** Thrown where a command was given wrongly in a way that its grammar cannot say. */
export class UsageError extends Error {}
