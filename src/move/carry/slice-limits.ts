/** How much is done before it is kept how far the work came; after a kill so much is done again. */
export interface SliceLimits {
  readonly changes: number
  readonly documents: number
  readonly rows: number
}

export const fullSlices: SliceLimits = { changes: 64, documents: 2_048, rows: 32_768 }

/** Doublings until a slice is full. */
const growth = 5

/**
 * Little at first, and twice as much with each turn: a process that does not live long, on a machine where everything takes long, gets on
 * all the same.
 * @param turns that this process has done.
 */
export function sliceLimits(turns: number): SliceLimits {
  const share = 2 ** Math.max(0, growth - turns)
  const { changes, documents, rows } = fullSlices
  return { changes: Math.ceil(changes / share), documents: documents / share, rows: rows / share }
}
