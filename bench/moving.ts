// A database with documents, and a move of all their rows between two stores, for measuring.
import { sql } from 'kysely'
import path from 'node:path'
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { openDatabase, type Database } from '../src/adapters/postgres/database.ts'
import { migrateDatabase } from '../src/adapters/postgres/migrate.ts'
import { createMoveStore } from '../src/adapters/postgres/moves/move-store.ts'
import { createMovingDocuments } from '../src/adapters/postgres/moves/moving-documents.ts'
import type { CompanyId } from '../src/domain/ids.ts'
import { systemClock } from '../src/flow/system-clock.ts'
import { createBytePace } from '../src/move/carry/byte-pace.ts'
import { createChangeLog } from '../src/adapters/postgres/moves/change-log.ts'
import { heldByMove } from '../src/move/carry/held-already.ts'
import { copySlice } from '../src/move/carry/copy-documents.ts'
import { piecesAtATime } from '../src/move/carry/some-at-a-time.ts'
import { copiedRows } from '../src/move/rows/copied-rows.ts'
import type { RowSource } from '../src/move/rows/row-source.ts'
import type { Sides } from '../src/move/rows/sides.ts'
import type { CollectionSurvey } from '../src/ports/collection-survey.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'
import { figureOf, type CopyFigure } from './copy-figure.ts'
import { dimension } from './milvus-noop-server.ts'
import { temporaryFolder } from './processes.ts'

export const chunksADocument = 20
const companies = 50
const fingerprint = { model: 'none', revision: '1', dimension, prefixRule: 'none', normalised: true, chunking: '1' }
const never = new AbortController().signal

/** An embedded PostgreSQL with that many documents of `chunksADocument` chunks each. */
export interface FilledDatabase {
  readonly db: Database
  documents(): Promise<readonly { readonly id: string; readonly companyId: CompanyId }[]>
  /** Gives each document its chunks, with texts of that source. @returns the texts */
  addTexts(text: () => string): Promise<readonly string[]>
  close(): Promise<void>
}

export async function fillDatabase(documents: number): Promise<FilledDatabase> {
  const folder = await temporaryFolder('move')
  const dataDir = path.join(folder.path, 'data')
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, durable: false })
  await migrateDatabase(server.url)
  const db = openDatabase({ url: server.url, maxConnections: 2 + 2 * piecesAtATime, log: silentLog })
  await sql`
    insert into documents (id, company_id, file_name, file_type, file_path, status, chunk_count, uploaded_at)
    select gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad((n % ${companies})::text, 12, '0'))::uuid,
      'informe.pdf', 'application/pdf', 'a', 'processed', ${chunksADocument}, now() - n * interval '1 second'
    from generate_series(1, ${documents}) n`.execute(db)
  await sql`analyze documents`.execute(db)
  const row = { store: 'embedded', name: 'old', fingerprint: JSON.stringify(fingerprint), active: true } as const
  await db.insertInto('collections').values(row).execute()
  return {
    db,
    documents: async () => {
      const rows = await db.selectFrom('documents').select(['id', 'company_id']).execute()
      return rows.map(({ id, company_id: companyId }) => ({ id, companyId: companyId as CompanyId }))
    },
    addTexts: async (text) => {
      const texts: string[] = []
      for (const { id, company_id } of await db.selectFrom('documents').select(['id', 'company_id']).execute()) {
        const own = Array.from({ length: chunksADocument }, text)
        const rows = own.map((content, chunk_index) => ({ document_id: id, company_id, chunk_index, content }))
        await db.insertInto('document_chunks').values(rows).execute()
        texts.push(...own)
      }
      return texts
    },
    close: async () => {
      await db.destroy()
      await server.stop()
      await folder.remove()
    },
  }
}

export interface Copied extends CopyFigure {
  /** Resident megabytes after each slice. */
  readonly memory: readonly number[]
}

interface Way {
  readonly sides: Sides
  /** The new collection's name: one of its own for each copy. */
  readonly to: string
  /** Where rows come from; from the other side when left out. */
  readonly rows?: RowSource
}

/** Copies everything, slice by slice, as a worker does. The move is left as given up. */
export async function copyAll(db: Database, { sides, to, rows: made }: Way): Promise<Copied> {
  const moves = createMoveStore(db, systemClock)
  const changes = createChangeLog(db)
  const documents = createMovingDocuments(db, { clock: systemClock, lockMs: 60_000 })
  const rows = made ?? copiedRows({ documents, sides, dimension, complete: (same) => same })
  const { id } = await moves.begin({
    fromAddress: 'here',
    to: { store: 'embedded', name: to, address: 'there', fingerprint },
    startedBy: 'a benchmark',
    rebuild: made !== undefined,
    companies: null,
  })
  // the new collection was part of no earlier move, so it is not looked at
  const survey = {} as CollectionSurvey
  const deps = {
    documents,
    sides,
    rows,
    moves,
    survey,
    changes,
    pace: createBytePace(null, systemClock),
    traffic: { isBusy: async () => false },
    clock: systemClock,
    onMissing: () => undefined,
  }
  const memory: number[] = []
  const figure = await figureOf(async () => {
    for (let more = true; more;) {
      const move = await moves.open()
      if (move === null) throw new Error('the move is gone')
      more = await copySlice({ ...deps, heldAlready: heldByMove(changes, move) }, move, never)
      memory.push(process.memoryUsage.rss() / 1_000_000)
    }
    const [move] = await moves.list(1)
    return move?.rows ?? 0
  })
  await moves.enter(id, 'copied', 'abandoned', 'a benchmark')
  return { ...figure, memory }
}

/** A store that takes every row and keeps none. */
export const takesEverything = () =>
  ({ replaceDocuments: async () => undefined, remove: async () => undefined }) as unknown as VectorStore
