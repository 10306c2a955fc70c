/** How much is done before the progress is recorded; after a kill this much is repeated. */
export interface SliceLimits {
  readonly changes: number
  readonly documents: number
  readonly rows: number
}

export const fullSlices: SliceLimits = { changes: 64, documents: 2_048, rows: 32_768 }

/** Doublings until a slice is full. */
const growth = 5

/** Small at first, and doubled with each turn: even a process that never lives long, on a slow machine, makes progress. */
export function sliceLimits(turns: number): SliceLimits {
  const share = 2 ** Math.max(0, growth - turns)
  const { changes, documents, rows } = fullSlices
  return { changes: Math.ceil(changes / share), documents: documents / share, rows: rows / share }
}
