import path from 'node:path'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { openLanceSurvey } from '../../src/adapters/lancedb/open-lance-survey.ts'
import { createCollectionStore } from '../../src/adapters/postgres/collection-store.ts'
import { createChangeLog } from '../../src/adapters/postgres/moves/change-log.ts'
import { createMoveStore } from '../../src/adapters/postgres/moves/move-store.ts'
import { createMovingDocuments } from '../../src/adapters/postgres/moves/moving-documents.ts'
import type { MoveSide, MoveState } from '../../src/domain/move.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { EndDeps } from '../../src/move/end-move.ts'
import { createBytePace } from '../../src/move/carry/byte-pace.ts'
import { runMoves, type RunMovesDeps } from '../../src/move/run-moves.ts'
import { copiedRows } from '../../src/move/rows/copied-rows.ts'
import type { RowSource } from '../../src/move/rows/row-source.ts'
import type { Sides } from '../../src/move/rows/sides.ts'
import type { SwitchDeps } from '../../src/move/switch-collection.ts'
import type { ActiveCollections } from '../../src/ports/active-collection.ts'
import type { CollectionRow } from '../../src/ports/collection-store.ts'
import type { CollectionSurvey } from '../../src/ports/collection-survey.ts'
import type { StoredMove } from '../../src/ports/moves/move-store.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { openIngest, type Ingest } from './ingest.ts'
import { silentLog } from './log.ts'
import { waitFor } from './wait.ts'

/** The ingest steps with a second, empty collection that everything can be moved to. */
export interface Moving {
  readonly ingest: Ingest
  /** The steps of ingest, always at the collection that is active. */
  readonly deps: Ingest['deps']
  readonly sides: Sides
  readonly run: RunMovesDeps & Pick<SwitchDeps, 'openRow'> & Pick<EndDeps, 'surveyRow'>
  /** Over the second collection. */
  readonly survey: CollectionSurvey
  /** Rows as they are on the other side. */
  copied(between: Sides): RowSource
  /** For a worker that is to find these sides. */
  opening(sides: Sides): RunMovesDeps['openSides']
  /** Of these companies; of all when they are left out. */
  begin(companies?: StoredMove['companies']): Promise<StoredMove>
  /** Another client of a side's collection. */
  openRow: SwitchDeps['openRow']
  /** Works at moves until `stop`, as a worker does. */
  work(changes?: Partial<RunMovesDeps>): { readonly stop: () => Promise<void> }
  until(state: MoveState): Promise<StoredMove>
  /** Until nothing that was committed before is missing on either side. */
  caughtUp(): Promise<void>
  close(): Promise<void>
}

/** The collection of a side; the caller closes what is opened. */
export interface PlacedSide {
  readonly collection: string
  readonly open: () => Promise<VectorStore>
  readonly survey: () => Promise<CollectionSurvey>
}

/** @param places of the two sides; both embedded where they are left out. */
export async function openMoving(places: Partial<Record<MoveSide, PlacedSide>> = {}): Promise<Moving> {
  const ingest = await openIngest()
  const { db, embedder } = ingest
  const embedded = (folder: string, collection: string): PlacedSide => {
    const directory = path.join(ingest.folder, folder)
    return {
      collection,
      open: () => openLanceDb({ directory, collection, log: silentLog }),
      survey: () => openLanceSurvey(directory, collection),
    }
  }
  const { from: source = embedded('vectors', 'test'), to: goal = embedded('target', 'moved') } = places
  const placeOf = ({ name }: Pick<CollectionRow, 'name'>) => (name === 'moved' ? goal : source)
  const from = places.from === undefined ? ingest.vectors : await source.open()
  const to = await goal.open()
  const target = {
    store: 'embedded',
    name: 'moved',
    address: 'another server',
    fingerprint: embedder.fingerprint,
  } as const
  const made = (name: string) => ({ name, dimension: 32, fingerprint: target.fingerprint })
  await to.ensure(made(goal.collection), AbortSignal.timeout(60_000))
  if (places.from !== undefined) await from.ensure(made(source.collection), AbortSignal.timeout(60_000))
  const sides = { from, to }
  const moves = createMoveStore(db, systemClock)
  const changes = createChangeLog(db)
  const documents = createMovingDocuments(db, { clock: systemClock, lockMs: 60_000 })
  const copied = (between: Sides) => copiedRows({ documents, sides: between, dimension: 32, complete: (rows) => rows })
  const survey = await goal.survey()
  const opening = (between: Sides) => async () => ({
    sides: between,
    rows: copied(between),
    survey,
    close: async () => undefined,
  })
  const openSides = opening(sides)
  const pace = createBytePace(null, systemClock)
  const openRow: SwitchDeps['openRow'] = (row) => placeOf(row).open()
  const surveyRow: EndDeps['surveyRow'] = (row) => placeOf(row).survey()
  const traffic = { isBusy: async () => false }
  const clock = systemClock
  const run = { moves, changes, documents, openSides, openRow, surveyRow, pace, traffic, clock, log: silentLog }
  const collections: ActiveCollections = {
    use: async (companyId, work) => {
      const { active, alone } = await createCollectionStore(db).placement()
      const row = alone.get(companyId) ?? active
      if (row === null) throw new Error('no collection is active')
      return work({ row, vectors: row.name === 'moved' ? to : from, embedder })
    },
  }
  const newest = async () => {
    const [move] = await moves.list(1)
    if (move === undefined) throw new Error('no move was begun')
    return move
  }
  return {
    ingest,
    deps: { ...ingest.deps, collections },
    sides,
    run,
    survey,
    copied,
    opening,
    openRow,
    begin: (companies = null) =>
      moves.begin({ fromAddress: 'here', to: target, startedBy: 'a test', rebuild: false, companies }),
    work: (different = {}) => {
      const stopping = new AbortController()
      const working = runMoves({ ...run, ...different }, stopping.signal)
      return {
        stop: async () => {
          stopping.abort(new Error('stopped'))
          await working
        },
      }
    },
    until: async (state) => {
      await waitFor(async () => (await newest()).state === state, {
        what: `the move to be ${state}`,
      })
      return newest()
    },
    caughtUp: async () => {
      const head = await changes.head()
      const there = async () => Object.values((await newest()).carried).every((seq) => seq >= head)
      await waitFor(there, { what: 'every change to be carried' })
    },
    close: async () => {
      await survey.close()
      await to.close()
      if (from !== ingest.vectors) await from.close()
      await ingest.close()
    },
  }
}
