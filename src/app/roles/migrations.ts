import type { Migrations } from '../../http/routes/migrations.ts'
import { moveStatus } from '../../move/move-status.ts'
import { planMove } from '../../move/plan/plan-move.ts'
import type { PlanDeps } from '../../move/plan/plan.ts'
import { startMove } from '../../move/start-move.ts'
import { abandonMove, beginVerification, finishMove } from '../../move/steps.ts'
import { cutOver, rollBack } from '../../move/switch-collection.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { PlacedCollection } from '../../ports/moves/move-store.ts'
import { storesOfRow, storesOfSides } from '../collections/open-row.ts'
import { storeAddress } from '../connect/store-address.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import type { Parts } from '../parts/parts.ts'

/** The use cases of moves, on the parts of this process. The work itself is done by a worker, whichever leads. */
export function createMigrations(parts: Parts): Migrations {
  const steps = { moves: parts.moves, clock: parts.clock }
  return {
    plan: async (signal) => planMove(await planDeps(parts), signal),
    status: () => moveStatus(parts),
    start: async (startedBy, signal) =>
      startMove({ ...(await planDeps(parts)), moves: parts.moves }, startedBy, signal),
    verify: () => beginVerification(steps),
    cutOver: (force, signal) => cutOver(steps, force, signal),
    rollBack: (force, signal) => rollBack(steps, force, signal),
    finish: () => finishMove(steps),
    abandon: () => abandonMove(steps),
  }
}

async function planDeps(parts: Parts): Promise<PlanDeps> {
  const { config, moves, movingDocuments: documents, storeDeps, clock } = parts
  const row = await parts.collectionStore.active()
  const from = row === null ? null : { row, address: row.address ?? storeAddress(storesOfSides(config).ingest) }
  const to = row === null ? null : targetOf(parts, row)
  return {
    moves,
    documents,
    from,
    to,
    open: async (side) => {
      const end = side === 'from' ? from?.row : to
      if (end === null || end === undefined) throw new Error(`a plan without a ${side} side opens none`)
      return openVectorStore(config, storesOfRow(config, end).ingest, end.name, storeDeps)
    },
    monotonicMs: () => clock.monotonicMs(),
  }
}

/**
 * Where a move goes: to the target of the settings, or, when the documents are there already, back to the store of the
 * installation. The collection gets the name the settings give, or keeps its own.
 */
function targetOf({ config }: Parts, active: CollectionRow): PlacedCollection | null {
  const main = storesOfSides(config).ingest
  const { target } = config
  const there = target !== null && active.address === storeAddress(target)
  const store = there ? main : target
  if (store === null) return null
  const name = (store.kind === 'embedded' ? null : store.collection) ?? active.name
  return { store: store.kind, name, address: storeAddress(store), fingerprint: active.fingerprint }
}
