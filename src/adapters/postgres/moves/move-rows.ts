import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import type { MoveState, Verification } from '../../../domain/move.ts'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { StoredMove } from '../../../ports/moves/move-store.ts'
import { toCollection } from '../collection-rows.ts'
import type { Database, Tx } from '../database.ts'
import type { CollectionsTable, MovesTable } from '../tables.ts'

const verificationSchema = z.object({
  documents: z.number(),
  rows: z.number(),
  repaired: z.number(),
  different: z.number(),
  differences: z.array(z.object({ companyId: z.string(), documentId: z.string(), what: z.string() })),
  unowned: z.array(z.object({ companyId: z.string(), rows: z.number() })),
  searches: z
    .object({
      asked: z.number(),
      overlap: z.number(),
      order: z.number(),
      lowest: z.object({ companyId: z.string(), overlap: z.number() }).nullable(),
    })
    .nullable()
    .default(null),
})

/** What is stored of a verification; the ids in it were ours when it was written. */
export function toVerification(json: unknown): Verification | null {
  if (json === null) return null
  const { differences, ...rest } = verificationSchema.parse(json)
  const scoped = differences.map(({ companyId, documentId, what }) => ({
    companyId: companyId as CompanyId,
    documentId: documentId as DocumentId,
    what,
  }))
  return { ...rest, differences: scoped }
}

/** Moves with both their collections. `at` is PostgreSQL's text, with all its digits. */
export async function selectMoves(db: Database | Tx, which: 'open' | { readonly newest: number }) {
  let moves = db
    .selectFrom('moves')
    .selectAll()
    .select(sql<string | null>`at_time::text`.as('at_text'))
    .orderBy('started_at', 'desc')
  moves = which === 'open' ? moves.where('state', 'not in', ['finished', 'abandoned']) : moves.limit(which.newest)
  const rows = await moves.execute()
  const ids = rows.flatMap((row) => [row.from_id, row.to_id])
  const collections =
    ids.length === 0 ? [] : await db.selectFrom('collections').selectAll().where('id', 'in', ids).execute()
  return rows.map((row) => toMove(row, collections))
}

type MoveRow = Selectable<MovesTable> & { readonly at_text: string | null }

function toMove(row: MoveRow, collections: readonly Selectable<CollectionsTable>[]): StoredMove {
  const collection = (id: string) => {
    const found = collections.find((one) => one.id === id)
    if (found === undefined) throw new Error(`the collection ${id} of a move is not there, against its foreign key`)
    return toCollection(found)
  }
  return {
    id: row.id,
    // PostgreSQL checks it
    state: row.state as MoveState,
    rebuild: row.rebuild,
    startedBy: row.started_by,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    documents: { done: row.documents_done, total: row.documents_total },
    rows: Number(row.rows_done),
    phase: {
      rows: { done: Number(row.phase_rows), total: Number(row.phase_rows_total) },
      bytes: Number(row.phase_bytes),
      workedMs: Number(row.phase_ms),
    },
    carried: { from: Number(row.from_seq), to: Number(row.to_seq) },
    at: row.at_text === null || row.at_id === null ? null : { time: row.at_text, id: row.at_id },
    verification: toVerification(row.verification),
    trouble: row.trouble,
    droppedAt: row.dropped_at,
    from: collection(row.from_id),
    to: collection(row.to_id),
  }
}
