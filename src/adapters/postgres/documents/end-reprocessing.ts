import { sql, type ExpressionBuilder } from 'kysely'
import type { DocumentScope } from '../../../domain/document.ts'
import type { ErrorCode } from '../../../domain/errors.ts'
import { englishWarnings, sayWarning } from '../../../domain/warnings/english-warnings.ts'
import { warning } from '../../../domain/warnings/warning.ts'
import type { Database, Tx } from '../database.ts'
import type { Tables } from '../tables.ts'

/** A processed document that was asked to be read again. */
export function isReprocessed(eb: ExpressionBuilder<Tables, 'documents'>) {
  return eb.and([eb('status', '=', 'processed'), eb('reprocess_at', 'is not', null)])
}

/** The document stays as it is, and says why it was not read again. A failure of before is not told twice. */
export function endReprocessing(db: Database | Tx, { companyId, documentId }: DocumentScope, code: ErrorCode) {
  const failed = warning('reprocess_failed', { error: code })
  const sentence = JSON.stringify([sayWarning(englishWarnings, failed)])
  const facts = JSON.stringify([failed])
  const coded = sql<boolean>`jsonb_array_length(coalesce(warning_facts, '[]'::jsonb)) = jsonb_array_length(warnings)`
  const isTold = sql<boolean>`coalesce(warning_facts, '[]'::jsonb) @> '[{"code": "reprocess_failed"}]'::jsonb`
  return db
    .updateTable('documents')
    .set({
      reprocess_at: null,
      run_id: null,
      stage: 'done',
      stage_done: sql<number>`coalesce(chunk_count, 0)`,
      stage_total: sql<number>`coalesce(chunk_count, 0)`,
      warnings: sql<string>`case when ${isTold} then warnings else ${sentence}::jsonb || warnings end`,
      warning_facts: sql<string>`case when ${isTold} then warning_facts when ${coded}
        then ${facts}::jsonb || coalesce(warning_facts, '[]'::jsonb)
        else ${facts}::jsonb || (select coalesce(jsonb_agg(jsonb_build_object('code', 'other', 'facts', jsonb_build_object('sentence', said))), '[]'::jsonb)
          from jsonb_array_elements_text(warnings) said) end`,
      updated_at: sql`now()`,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', documentId)
    .where('status', '=', 'processed')
    .where('reprocess_at', 'is not', null)
    .where('deleted_at', 'is', null)
}
