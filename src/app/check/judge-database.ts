import type { DatabaseSummary } from '../../adapters/postgres/health.ts'
import type { CheckedPart } from '../../contract/health.ts'

/** PostgreSQL that answers: it may take no writes all the same, and then nothing is uploaded, processed or asked. */
export function judgeDatabase({ version, documents, takesWrites }: DatabaseSummary): Omit<CheckedPart, 'name'> {
  const answers = `PostgreSQL answers; ${documents} documents`
  if (takesWrites) return { status: 'ok', version, detail: answers, remedy: null }
  return {
    status: 'failed',
    version,
    detail: `${answers}; it takes no writes: it is a stand-by or was made read-only`,
    remedy:
      'Name the server that takes writes in DATABASE_URL, or make this one take them (default_transaction_read_only, a full disk of a managed server); the rest goes on by itself.',
  }
}
