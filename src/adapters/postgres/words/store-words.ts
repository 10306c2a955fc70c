import { sql } from 'kysely'
import type { DocumentScope } from '../../../domain/document.ts'
import type { Database, Tx } from '../database.ts'
import { countWords, packFrequencies } from './count-words.ts'

/** The words of a document as they are now; a new change for whoever keeps the sums. */
export async function replaceWords(
  db: Database | Tx,
  { companyId, documentId }: DocumentScope,
  chunkTerms: readonly string[],
): Promise<void> {
  const { chunks, terms, frequencies } = countWords(chunkTerms)
  const values = { chunks, terms, words: packFrequencies(frequencies) }
  await db
    .insertInto('document_words')
    .values({ document_id: documentId, company_id: companyId, ...values })
    .onConflict((conflict) =>
      conflict.column('document_id').doUpdateSet({ ...values, seq: sql<string>`nextval('document_words_seq')` }),
    )
    .execute()
}
