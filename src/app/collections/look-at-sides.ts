import { AppError } from '../../domain/errors.ts'
import type { MoveSide } from '../../domain/move.ts'
import type { CollectionState } from '../../ports/vector-store.ts'

type Look = () => Promise<CollectionState | null>

/**
 * What each collection is.
 * @throws AppError the reason why one could not be examined, to whoever needs to know it.
 */
export type SeenSides = Readonly<Record<MoveSide, () => CollectionState | null>>

/**
 * Examines both collections of a move. One that is away for now is no failure yet: after a cut-over the old server may be gone
 * for good, and the other side still receives what it can have without it.
 * @throws AppError when neither can be examined, or when what is wrong with one does not pass by itself.
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
