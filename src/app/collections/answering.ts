import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { nextFlight } from '../../flow/next-flight.ts'
import { withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CollectionRow, Placement } from '../../ports/collection-store.ts'
import type { OpenCollection } from './open-collection.ts'
import { readPlacement } from './read-placement.ts'

export interface AnsweringDeps {
  /** Reads the rows. */
  readonly placement: () => Promise<Placement>
  readonly opened: (row: CollectionRow) => OpenCollection | null
  /** The company's as this process last saw it. */
  readonly inUse: (companyId: CompanyId) => OpenCollection | null
  /** As this process follows it; waits for a first one. */
  readonly needed: (companyId: CompanyId) => Promise<OpenCollection>
  readonly refresh: () => Promise<void>
  readonly closing: AbortSignal
  readonly clock: Clock
}

/**
 * How long a question waits until the collection that answers now is open here: another model may have to be loaded. While a move is open the
 * one before gets every change too, and answers after this time.
 */
const openWithin = { moving: 2_000, otherwise: 20_000 }

/**
 * The collection that answers a company at this moment, for questions: never one that was left, from which what the other has would be
 * said not to be in the documents.
 * @throws AppError `database_unavailable` (retryable), and of what keeps it from being opened here.
 */
export function createAnswering(deps: AnsweringDeps): (companyId: CompanyId) => Promise<OpenCollection> {
  const limits = { clock: deps.clock, signal: deps.closing }
  // one that began before may have to end first
  const placement = nextFlight(() => readPlacement(deps.placement, limits))
  return async (companyId) => {
    const placed = await readPlacement(placement, limits)
    const row = placed.alone.get(companyId) ?? placed.active
    if (row === null) return deps.needed(companyId)
    const there = deps.opened(row)
    if (there !== null) return there
    try {
      return await openSoon(deps, row, placed.moving ? openWithin.moving : openWithin.otherwise)
    } catch (error) {
      const before = deps.inUse(companyId)
      if (placed.moving && before !== null) return before
      throw error
    }
  }
}

function openSoon(deps: AnsweringDeps, row: CollectionRow, ms: number): Promise<OpenCollection> {
  const { clock, closing: signal } = deps
  return withTimeout({ ms, signal, clock, late: () => stillOpening(row) }, async () => {
    // the first may have begun before the rows changed
    for (let look = 0; look < 2 && deps.opened(row) === null; look++) await deps.refresh()
    const there = deps.opened(row)
    if (there !== null) return there
    throw stillOpening(row)
  })
}

const stillOpening = ({ name }: CollectionRow) =>
  new AppError(
    'vector_store_unavailable',
    `The collection "${name}" answers now and is still being opened. Ask again.`,
    {
      retryable: true,
    },
  )
