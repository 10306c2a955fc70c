import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { MetadataValue } from '../../../domain/document-filter.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import type { DocumentSelection } from '../../../ports/documents/document-selection.ts'
import { guarded, type Database } from '../database.ts'
import type { Tables } from '../tables.ts'

/** Metadata by its index; the rest among the documents of the company. */
export function documentSelection(db: Database): DocumentSelection {
  return {
    select: (companyId, { documentIds, types, from, before, metadata }) =>
      guarded(async () => {
        let found = db
          .selectFrom('documents')
          .select('id')
          .where('company_id', '=', companyId)
          .where('status', '=', 'processed')
          .where('deleted_at', 'is', null)
        if (documentIds !== null) found = found.where(sql<SqlBool>`id = any(${[...documentIds]}::uuid[])`)
        if (types !== null) found = found.where((eb) => eb.or(types.map((type) => ofType(eb, type))))
        if (from !== null) found = found.where('uploaded_at', '>=', from)
        if (before !== null) found = found.where('uploaded_at', '<', before)
        for (const [name, values] of metadata ?? []) {
          found = found
            .where('metadata', 'is not', null)
            .where((eb) => eb.or(values.flatMap((value) => [holds(name, value), holds(name, [value])])))
        }
        const rows = await found.execute()
        // written as ids of documents
        return rows.map(({ id }) => id as DocumentId)
      }),
  }
}

function ofType(eb: ExpressionBuilder<Tables, 'documents'>, type: string): Expression<SqlBool> {
  if (type.includes('/')) return eb('file_type', '=', type.toLowerCase())
  return sql<SqlBool>`lower(right(file_name, ${type.length + 1}::int)) = ${`.${type.toLowerCase()}`}`
}

/** `{"tags": "a"}` does not hold `{"tags": ["a"]}` for PostgreSQL, so both are asked for. */
function holds(name: string, value: MetadataValue | readonly MetadataValue[]): Expression<SqlBool> {
  return sql<SqlBool>`metadata @> ${JSON.stringify({ [name]: value })}::jsonb`
}
