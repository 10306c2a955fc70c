import { AppError } from '../../domain/errors.ts'
import type { MoveSide } from '../../domain/move.ts'
import type { CollectionState } from '../../ports/vector-store.ts'

type Look = () => Promise<CollectionState | null>

/** What each collection was found to be. @throws AppError why it could not be looked at, to whoever needs to know. */
export type SeenSides = Readonly<Record<MoveSide, () => CollectionState | null>>

/**
 * Looks at both collections of a move. One that is away for now is no failure yet: after a cut-over the old server may be gone for good, and
 * what the other side can have without it is carried all the same.
 * @throws AppError when neither can be looked at, or when what is wrong with one does not pass by itself.
 */
export async function lookAtSides(looks: Readonly<Record<MoveSide, Look>>): Promise<SeenSides> {
  const [from, to] = await Promise.allSettled([looks.from(), looks.to()])
  const reasons = [from, to].flatMap((seen) => (seen.status === 'rejected' ? [seen.reason as unknown] : []))
  const lasting = reasons.find((reason) => !(reason instanceof AppError && reason.code === 'vector_store_unavailable'))
  if (lasting !== undefined || reasons.length === 2) throw lasting ?? reasons[0]
  return { from: seenAs(from), to: seenAs(to) }
}

const seenAs = (seen: PromiseSettledResult<CollectionState | null>) => () => {
  if (seen.status === 'rejected') throw seen.reason
  return seen.value
}
