import type * as Lance from '@lancedb/lancedb'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { Hit } from '../../../domain/passage.ts'
import { createBreather } from '../../../flow/breathe.ts'
import { ofCompany } from '../filter.ts'

/** What is searched of one company, row by row. */
export interface CompanyRows {
  readonly ids: readonly Hit['id'][]
  readonly documents: readonly DocumentId[]
  /** Behind each other, `dimension` numbers a row. */
  readonly vectors: Float32Array
  readonly dimension: number
  /** Joined by one space; null where they are so many that the library's index finds words sooner. */
  readonly terms: readonly string[] | null
}

export const noRows: CompanyRows = { ids: [], documents: [], vectors: new Float32Array(), dimension: 0, terms: [] }

export interface RowsWanted {
  readonly most: number
  readonly terms: boolean
}

/** Null for more than `most` rows. Lets others run in between. */
export async function readCompanyRows(
  table: Lance.Table,
  companyId: CompanyId,
  wanted: RowsWanted,
): Promise<CompanyRows | null> {
  const ids: Hit['id'][] = []
  const documents: DocumentId[] = []
  const terms: string[] = []
  const blocks: Float32Array[] = []
  let dimension = 0
  const breathe = createBreather()
  const columns = ['pk_id', 'company_id', 'document_id', 'embedding', ...(wanted.terms ? ['terms'] : [])]
  const query = table.query().where(ofCompany(companyId)).select(columns)
  for await (const batch of query.limit(wanted.most + 1)) {
    const [id, company, document, embedding, words] = columns.map((name) => batch.getChild(name))
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
      if (wanted.terms) terms.push(String(words?.get(row)))
      block.set(embedding?.get(row)?.toArray() ?? [], own * dimension)
      own += 1
    }
    blocks.push(block.subarray(0, own * dimension))
    if (ids.length > wanted.most) return null
  }
  return { ids, documents, vectors: joined(blocks), dimension, terms: wanted.terms ? terms : null }
}

function joined(blocks: readonly Float32Array[]): Float32Array {
  const [first, ...others] = blocks
  if (first !== undefined && others.length === 0) return first
  const all = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const block of blocks) {
    all.set(block, at)
    at += block.length
  }
  return all
}
