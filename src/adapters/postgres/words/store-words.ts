import { sql } from 'kysely'
import type { DocumentScope } from '../../../domain/document.ts'
import type { Tx } from '../database.ts'
import { countWords, packFrequencies } from './count-words.ts'

/** The number of a chunk, and its terms joined by one space. */
export type ChunkTerms = readonly [index: number, terms: string]

/** Chunks a statement stores the terms of. */
const chunksAtATime = 1_000

/**
 * The words of a document as they are now: the terms of its chunks for the text index, and their counts, which are a new change
 * for whoever keeps the sums. Its chunks must be there and without terms.
 */
export async function replaceWords(tx: Tx, scope: DocumentScope, chunkTerms: readonly ChunkTerms[]): Promise<void> {
  await storeTerms(tx, scope, chunkTerms)
  const { chunks, terms, frequencies } = countWords(chunkTerms.map(([, joined]) => joined))
  await sql`
    with change as (select nextval('document_words_seq') as seq)
    insert into document_words (document_id, company_id, seq, indexed_seq, chunks, terms, words)
    select ${scope.documentId}::uuid, ${scope.companyId}::uuid, seq, seq, ${chunks}::int, ${terms}::bigint,
      ${packFrequencies(frequencies)}::text
    from change
    on conflict (document_id) do update set seq = excluded.seq, indexed_seq = excluded.indexed_seq,
      chunks = excluded.chunks, terms = excluded.terms, words = excluded.words
  `.execute(tx)
}

/** For the text index. */
export async function storeTerms(
  tx: Tx,
  { companyId, documentId }: DocumentScope,
  terms: readonly ChunkTerms[],
): Promise<void> {
  for (let from = 0; from < terms.length; from += chunksAtATime) {
    const some = terms.slice(from, from + chunksAtATime)
    await sql`
      insert into chunk_terms (chunk_id, company_id, document_id, chunk_index, terms)
      select chunk.id, chunk.company_id, chunk.document_id, chunk.chunk_index, given.terms
      from document_chunks as chunk
      join unnest(${some.map(([index]) => index)}::int[], ${some.map(([, text]) => text)}::text[])
        as given (chunk_index, terms) using (chunk_index)
      where chunk.company_id = ${companyId} and chunk.document_id = ${documentId}
      on conflict (chunk_id) do update set terms = excluded.terms
    `.execute(tx)
  }
}

/** The words of a document that is counted already are in the text index now. */
export async function markIndexed(tx: Tx, { companyId, documentId }: DocumentScope): Promise<void> {
  await tx
    .updateTable('document_words')
    .set((eb) => ({ indexed_seq: eb.ref('seq') }))
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .execute()
}
