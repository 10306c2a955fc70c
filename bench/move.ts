// Copying between two collections, without what the servers themselves cost: a generated source, a target that takes everything.
import { sql } from 'kysely'
import path from 'node:path'
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { openDatabase, type Database } from '../src/adapters/postgres/database.ts'
import { migrateDatabase } from '../src/adapters/postgres/migrate.ts'
import { createMoveStore } from '../src/adapters/postgres/moves/move-store.ts'
import { createMovingDocuments } from '../src/adapters/postgres/moves/moving-documents.ts'
import { chunkId } from '../src/domain/ids.ts'
import { systemClock } from '../src/flow/system-clock.ts'
import { copySlice } from '../src/move/carry/copy-documents.ts'
import { copiedRows } from '../src/move/rows/copied-rows.ts'
import { documentsAtATime } from '../src/move/carry/over-slice.ts'
import type { CollectionSurvey } from '../src/ports/collection-survey.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'
import { benchRows, dimension } from './milvus-noop-server.ts'
import { temporaryFolder } from './processes.ts'
import { rounded, type PartResult } from './report.ts'

const chunksADocument = 20
const companies = 50
const fingerprint = { model: 'none', revision: '1', dimension, prefixRule: 'none', normalised: true, chunking: '1' }
const never = new AbortController().signal

/** A million rows, or 40,000 with `--quick`; speed, and memory from the tenth part of the way to its end. */
export async function benchMove(quick: boolean): Promise<PartResult> {
  const rows = quick ? 40_000 : 1_000_000
  const folder = await temporaryFolder('move')
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder.path, 'data'),
    log: silentLog,
    durable: false,
  })
  await migrateDatabase(server.url)
  const db = openDatabase({ url: server.url, maxConnections: 2 + 2 * documentsAtATime, log: silentLog })
  try {
    await fillDatabase(db, rows / chunksADocument)
    const { seconds, copied, memory } = await copyAll(db)
    const early = memory[Math.floor(memory.length / 10)] ?? 0
    const speed = copied / seconds
    return {
      title: `Copying ${copied} rows of ${dimension} floats into a target that takes everything`,
      head: ['rows/s', 'seconds', 'RSS MB, a tenth of the way', 'RSS MB, at most'],
      rows: [[speed, seconds, early, Math.max(...memory)].map((value) => rounded(value))],
      figures: { rowsPerSecond: speed, seconds, earlyRssMb: early, mostRssMb: Math.max(...memory) },
      limits: [
        { what: 'rows a second', value: speed, bound: 10_000, kind: 'at least' },
        { what: 'resident memory, MB', value: Math.max(...memory), bound: 300, kind: 'at most' },
      ],
    }
  } finally {
    await db.destroy()
    await server.stop()
    await folder.remove()
  }
}

async function fillDatabase(db: Database, documents: number): Promise<void> {
  await sql`
    insert into documents (id, company_id, file_name, file_type, file_path, status, chunk_count, uploaded_at)
    select gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad((n % ${companies})::text, 12, '0'))::uuid,
      'informe.pdf', 'application/pdf', 'a', 'processed', ${chunksADocument}, now() - n * interval '1 second'
    from generate_series(1, ${documents}) n`.execute(db)
  await sql`analyze documents`.execute(db)
  const row = { store: 'embedded', name: 'old', fingerprint: JSON.stringify(fingerprint), active: true } as const
  await db.insertInto('collections').values(row).execute()
}

async function copyAll(db: Database) {
  const made = benchRows(chunksADocument)
  const scan: VectorStore['scan'] = async function* ({ companyId, documentId }) {
    yield made.map((row, index) => ({ ...row, companyId, documentId, id: chunkId(documentId, index) }))
  }
  let copied = 0
  const replace: VectorStore['replace'] = async (_scope, rows) => {
    copied += rows.length
  }
  // copying calls nothing else of either store
  const sides = { from: { scan } as VectorStore, to: { replace } as VectorStore }
  const moves = createMoveStore(db, systemClock)
  const documents = createMovingDocuments(db, { clock: systemClock, lockMs: 60_000 })
  const rows = copiedRows({ documents, sides, complete: (all) => all })
  await moves.begin({
    fromAddress: 'here',
    to: { store: 'embedded', name: 'new', address: 'there', fingerprint },
    startedBy: 'a benchmark',
    rebuild: false,
  })
  // the new collection was part of no earlier move, so it is not looked at
  const survey = {} as CollectionSurvey
  const deps = { documents, sides, rows, moves, survey, clock: systemClock, onMissing: () => undefined }
  const memory: number[] = []
  const began = performance.now()
  for (let more = true; more;) {
    const move = await moves.open()
    if (move === null) throw new Error('the move is gone')
    more = await copySlice(deps, move, never)
    memory.push(process.memoryUsage.rss() / 1_000_000)
  }
  return { seconds: (performance.now() - began) / 1_000, copied, memory }
}
