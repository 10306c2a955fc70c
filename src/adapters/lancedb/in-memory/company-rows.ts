import type * as Lance from '@lancedb/lancedb'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { Hit } from '../../../domain/passage.ts'
import { createBreather } from '../../../flow/breathe.ts'
import { ofCompany } from '../filter.ts'
import { holdVectors, type HeldVectors } from './inner-products.ts'
import { RowWordsBuilder, type RowWords } from './row-words.ts'

/** What is searched of one company, row by row. */
export interface CompanyRows {
  readonly ids: readonly Hit['id'][]
  readonly documents: readonly DocumentId[]
  readonly vectors: HeldVectors
  readonly words: RowWords
}

export const noRows: CompanyRows = {
  ids: [],
  documents: [],
  vectors: holdVectors([], 0),
  words: new RowWordsBuilder().finish(),
}

/** Null for more than `most` rows. Lets others run in between. */
export async function readCompanyRows(
  table: Lance.Table,
  companyId: CompanyId,
  most: number,
): Promise<CompanyRows | null> {
  const ids: Hit['id'][] = []
  const documents: DocumentId[] = []
  const words = new RowWordsBuilder()
  const blocks: Float32Array[] = []
  let dimension = 0
  const breathe = createBreather()
  const columns = ['pk_id', 'company_id', 'document_id', 'embedding', 'terms']
  const query = table.query().where(ofCompany(companyId)).select(columns)
  for await (const batch of query.limit(most + 1)) {
    const [id, company, document, embedding, terms] = columns.map((name) => batch.getChild(name))
    dimension = embedding?.get(0)?.length ?? dimension
    const block = new Float32Array(batch.numRows * dimension)
    let own = 0
    for (let row = 0; row < batch.numRows; row += 1) {
      await breathe()
      if (company?.get(row) !== companyId) continue
      // ids were written by `replaceRows` from branded ids; the rows of a document share the text of its id
      const documentId: DocumentId = document?.get(row)
      ids.push(id?.get(row))
      const before = documents.at(-1)
      documents.push(before === documentId ? before : documentId)
      words.add(String(terms?.get(row)))
      block.set(embedding?.get(row)?.toArray() ?? [], own * dimension)
      own += 1
    }
    blocks.push(block.subarray(0, own * dimension))
    if (ids.length > most) return null
  }
  return { ids, documents, vectors: holdVectors(blocks, dimension), words: words.finish() }
}
