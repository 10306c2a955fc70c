import type { Migration } from '../../contract/migrations.ts'
import { paceOf } from '../../domain/move-pace.ts'
import { activeSide, type Move, type Searches, type Shadow, type Verification } from '../../domain/move.ts'
import { suggestedLevel } from '../../domain/search-levels.ts'
import type { MoveStatus } from '../../move/move-status.ts'

/** Companies that are named; the others are counted. */
const named = 100

export function toMigration({ move, lag }: MoveStatus): Migration {
  const side = ({ store, name, address }: typeof move.from) => ({ store, name, address })
  return {
    id: move.id,
    state: move.state,
    from: side(move.from),
    to: side(move.to),
    rebuild: move.rebuild,
    answering: activeSide(move.state),
    companies: move.companies === null ? null : [...move.companies],
    alone: { companies: move.switched.size, ids: [...move.switched].slice(0, named) },
    started_by: move.startedBy,
    started_at: move.startedAt.toISOString(),
    updated_at: move.updatedAt.toISOString(),
    documents: soFar(move.documents),
    rows: move.rows,
    progress: toProgress(move),
    shadow: toShadow(move.shadow),
    lag,
    verification: move.verification === null ? null : toVerification(move.verification),
    trouble: move.trouble,
    paused: move.paused === null ? null : { at: move.paused.at.toISOString(), by: move.paused.by },
    dropped_at: move.droppedAt?.toISOString() ?? null,
  }
}

function toProgress(move: Move): Migration['progress'] {
  const { rows, bytes } = move.phase
  const pace = paceOf(move)
  return {
    rows: soFar(rows),
    bytes,
    rows_per_second: rounded(pace?.rowsPerSecond),
    bytes_per_second: rounded(pace?.bytesPerSecond),
    remaining_seconds: rounded(pace?.remainingSeconds),
  }
}

function toShadow({ share, compared, failed, means }: Shadow): Migration['shadow'] {
  return {
    share,
    compared,
    failed,
    overlap: means?.overlap ?? null,
    order: means?.order ?? null,
    answering_ms: rounded(means?.answeringMs),
    other_ms: rounded(means?.otherMs),
  }
}

/** What came meanwhile is more than there was at the beginning. */
const soFar = ({ done, total }: Move['documents']) => ({ done, total: Math.max(done, total) })

/** To a tenth; nobody measures more. */
const rounded = (figure: number | undefined) => (figure === undefined ? null : Math.round(figure * 10) / 10)

export function toVerification({
  differences,
  unowned,
  strangers,
  searches,
  ...counts
}: Verification): NonNullable<Migration['verification']> {
  return {
    ...counts,
    differences: differences.map(({ companyId, documentId, what }) => ({
      company_id: companyId,
      document_id: documentId,
      what,
    })),
    unowned: unowned.map(toRows),
    strangers: strangers.map(toRows),
    searches: searches === null ? null : toSearches(searches),
  }
}

const toRows = ({ companyId, rows }: Verification['strangers'][number]) => ({ company_id: companyId, rows })

function toSearches({ lowest, companies, levels: { asked, found }, ...means }: Searches) {
  const levels = { asked, found: [...found], suggested: suggestedLevel({ found })?.level ?? null }
  return {
    ...means,
    levels,
    companies: companies
      .toSorted((a, b) => a.overlap - b.overlap)
      .slice(0, named)
      .map(({ companyId, ...figures }) => ({ company_id: companyId, ...figures })),
    lowest: lowest === null ? null : { company_id: lowest.companyId, overlap: lowest.overlap },
  }
}
