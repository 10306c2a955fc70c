/** How much is done before the progress is recorded; after a kill this much is repeated. */
export interface SliceLimits {
  /** Carried at once. */
  readonly changes: number
  /** Of a full slice of documents (`RowSource.slice`). */
  readonly share: number
}

export const fullSlices: SliceLimits = { changes: 64, share: 1 }

/** Doublings until a slice is full. */
const growth = 5

/** Small at first, and doubled with each turn: even a process that never lives long, on a slow machine, makes progress. */
export function sliceLimits(turns: number): SliceLimits {
  const share = 2 ** -Math.max(0, growth - turns)
  return { changes: Math.ceil(fullSlices.changes * share), share }
}
