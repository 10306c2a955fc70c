import type { MoveSide } from '../../domain/move.ts'
import type { VectorStore } from '../../ports/vector-store.ts'

/** The stores of a move that is being worked at, each open on its collection. */
export type Sides = Readonly<Record<MoveSide, VectorStore>>
