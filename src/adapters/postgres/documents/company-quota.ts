import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import type { NewDocument } from '../../../ports/documents/document-uploads.ts'
import type { Tx } from '../database.ts'

/** What one company may keep; null: as much as it likes. */
export interface CompanyQuota {
  readonly documents: number | null
  readonly bytes: number | null
}

export const noQuota: CompanyQuota = { documents: null, bytes: null }

/** Room comes with a deletion, which nobody can foretell. */
const retryAfterSeconds = 3_600

/**
 * Holds the company's quota until the transaction ends, so that uploads at the same time, also of other processes, count each
 * other. Documents in error count, because their originals are kept; deleted ones do not.
 * @throws AppError `quota_exceeded`.
 */
export async function requireQuota(tx: Tx, quota: CompanyQuota, document: NewDocument): Promise<void> {
  if (quota.documents === null && quota.bytes === null) return
  const { companyId } = document
  await sql`select pg_advisory_xact_lock(hashtextextended('atenex:quota:' || ${companyId}::text, 0))`.execute(tx)
  const kept = await tx
    .selectFrom('documents')
    .select([sql<string>`count(*)`.as('documents'), sql<string>`coalesce(sum(size_bytes), 0)`.as('bytes')])
    .where('company_id', '=', companyId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (quota.documents !== null && Number(kept.documents) + 1 > quota.documents) {
    throw exceeded('documents', {
      english: `Your company keeps ${kept.documents} documents and may keep ${quota.documents}.`,
      spanish: `Tu empresa guarda ${kept.documents} documentos y puede guardar ${quota.documents}.`,
    })
  }
  if (quota.bytes !== null && Number(kept.bytes) + document.sizeBytes > quota.bytes) {
    const [keeps, may, has] = [Number(kept.bytes), quota.bytes, document.sizeBytes].map(megabytes)
    throw exceeded('bytes', {
      english: `Your company keeps ${keeps} MB and may keep ${may}; this document has ${has}.`,
      spanish: `Tu empresa guarda ${keeps} MB y puede guardar ${may}; este documento ocupa ${has}.`,
    })
  }
}

function exceeded(
  quota: 'documents' | 'bytes',
  { english, spanish }: { readonly english: string; readonly spanish: string },
): AppError {
  return new AppError('quota_exceeded', `${english} Delete some, or ask an operator for more.`, {
    spanish: `${spanish} Elimina alguno o pide más a quien administra Atenex.`,
    details: { quota, retry_after: retryAfterSeconds },
  })
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1)
}
