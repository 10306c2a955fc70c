import { sql, type Selectable } from 'kysely'
import { parseCompanyId, type CompanyId } from '../../../domain/ids.ts'
import { lastStates, type MoveState } from '../../../domain/move.ts'
import { parseTolerance } from '../../../domain/vector-tolerance.ts'
import type { StoredMove } from '../../../ports/moves/move-store.ts'
import { toCollection } from '../collection-rows.ts'
import type { Database, Tx } from '../database.ts'
import type { CollectionsTable, MoveShadowsTable, MovesTable } from '../tables.ts'
import { toVerification } from './stored-verification.ts'
import { toShadow } from './shadow-figures.ts'

/** Moves with both their collections. `at` is PostgreSQL's text, with all its digits. */
export async function selectMoves(db: Database | Tx, which: 'open' | { readonly newest: number }) {
  let moves = db
    .selectFrom('moves')
    .selectAll()
    .select(sql<string | null>`at_time::text`.as('at_text'))
    .orderBy('started_at', 'desc')
  moves = which === 'open' ? moves.where('state', 'not in', lastStates) : moves.limit(which.newest)
  const rows = await moves.execute()
  const ids = rows.flatMap((row) => [row.from_id, row.to_id])
  const collections =
    ids.length === 0 ? [] : await db.selectFrom('collections').selectAll().where('id', 'in', ids).execute()
  const shadows =
    rows.length === 0
      ? []
      : await db
          .selectFrom('move_shadows')
          .selectAll()
          .where(
            'move_id',
            'in',
            rows.map(({ id }) => id),
          )
          .execute()
  const switched = await switchedCompanies(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toMove(row, { collections, shadows, switched }))
}

type MoveRow = Selectable<MovesTable> & { readonly at_text: string | null }

interface Switched {
  readonly moveId: string
  readonly companyId: CompanyId
}

async function switchedCompanies(db: Database | Tx, moves: readonly string[]): Promise<readonly Switched[]> {
  if (moves.length === 0) return []
  const rows = await db
    .selectFrom('company_collections')
    .select(['move_id', 'company_id'])
    .where('move_id', 'in', moves)
    .execute()
  return rows.map(({ move_id, company_id }) => ({ moveId: move_id, companyId: company_id as CompanyId }))
}

interface BesideMoves {
  readonly collections: readonly Selectable<CollectionsTable>[]
  readonly shadows: readonly Selectable<MoveShadowsTable>[]
  readonly switched: readonly Switched[]
}

function toMove(row: MoveRow, { collections, shadows, switched }: BesideMoves): StoredMove {
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
    shadow: toShadow(
      row.shadow_share,
      shadows.find((one) => one.move_id === row.id),
    ),
    companies: row.companies === null ? null : row.companies.map(parseCompanyId),
    copiedCompanies: row.copied_companies.map(parseCompanyId),
    switched: new Set(switched.flatMap(({ moveId, companyId }) => (moveId === row.id ? [companyId] : []))),
    carried: { from: Number(row.from_seq), to: Number(row.to_seq) },
    at: row.at_text === null || row.at_id === null ? null : { time: row.at_text, id: row.at_id },
    verification: toVerification(row.verification),
    trouble: row.trouble,
    paused: row.paused_at === null ? null : { at: row.paused_at, by: row.paused_by ?? '' },
    tolerance: row.tolerance === null ? null : parseTolerance(row.tolerance),
    droppedAt: row.dropped_at,
    from: collection(row.from_id),
    to: collection(row.to_id),
  }
}
