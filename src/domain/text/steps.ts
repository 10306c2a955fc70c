/**
 * Work on something that may be very long, one result at a time. `null` is no result: it says that a bounded amount of
 * work was done since the last one, so that whoever drives it can let others run.
 */
export type Steps<Result> = Generator<Result | null, void>
