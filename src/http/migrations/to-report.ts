import type { MigrationReport } from '../../contract/migration-report.ts'
import type { MoveEvent } from '../../domain/move-event.ts'
import { signReport } from '../../domain/report/signed-report.ts'
import type { MoveReport } from '../../move/report-move.ts'
import { toMigration, toVerification } from './to-migration.ts'

/** A move's report as it is stored and checked: everything that is known, and the signature over it. */
export function toReport({ madeAt, status, events, privateKey }: MoveReport, version: string): MigrationReport {
  const report = {
    format: 'atenex-migration-report-1',
    made_at: madeAt.toISOString(),
    made_by: `atenex ${version}`,
    migration: toMigration(status),
    events: events.map(toEvent),
  } as const
  return signReport(report, privateKey)
}

function toEvent({ at, who, body }: MoveEvent): MigrationReport['events'][number] {
  const base = { at: at.toISOString(), who }
  if (body.what === 'swept') {
    const { companyId, ...rest } = body
    return { ...base, ...rest, company_id: companyId }
  }
  if (body.what === 'switched' || body.what === 'widened') {
    const { companyId, ...rest } = body
    return { ...base, ...rest, company_id: companyId }
  }
  if (body.what !== 'entered') return { ...base, ...body }
  const { verification, ...rest } = body
  return { ...base, ...rest, verification: verification === null ? null : toVerification(verification) }
}
