import type * as Arrow from 'apache-arrow'
import { AppError } from '../../domain/errors.ts'
import type { IndexedChunk } from '../../domain/chunk.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import { collectionSchema } from './schema.ts'
import type { Vendor } from './vendor.ts'

/**
 * One Arrow table of the chunks. Embeddings go in as one block of floats, a copy per vector and none per number; the
 * library's own conversion of row objects boxes every number.
 */
export function toArrow({ arrow }: Vendor, dimension: number, chunks: readonly IndexedChunk[]): Arrow.Table {
  const schema = collectionSchema(arrow, dimension)
  const floats = new Float32Array(chunks.length * dimension)
  chunks.forEach((chunk, row) => floats.set(chunk.embedding, row * dimension))
  const text = (value: (chunk: IndexedChunk) => string) =>
    single(arrow.vectorFromArray(chunks.map(value), new arrow.Utf8()))
  const integer = (value: (chunk: IndexedChunk) => number) =>
    arrow.makeData({ type: new arrow.Int32(), data: Int32Array.from(chunks, value) })
  const vectors = arrow.makeData({
    type: new arrow.FixedSizeList(dimension, new arrow.Field('item', new arrow.Float32(), true)),
    length: chunks.length,
    nullCount: 0,
    child: arrow.makeData({ type: new arrow.Float32(), data: floats }),
  })
  // In the order of `collectionSchema`.
  const children: Arrow.Data[] = [
    text((chunk) => chunk.id),
    vectors,
    text((chunk) => chunk.content),
    text((chunk) => chunk.companyId),
    text((chunk) => chunk.documentId),
    text((chunk) => chunk.fileName),
    integer((chunk) => chunk.page ?? -1),
    text((chunk) => chunk.title),
    integer((chunk) => chunk.tokens),
    text((chunk) => chunk.contentHash),
    text((chunk) => chunk.terms),
  ]
  const struct = arrow.makeData({
    type: new arrow.Struct(schema.fields),
    length: chunks.length,
    nullCount: 0,
    children,
  })
  return new arrow.Table(schema, [new arrow.RecordBatch(schema, struct)])
}

function single(vector: Arrow.Vector): Arrow.Data {
  const [data] = vector.data
  if (data === undefined || vector.data.length > 1) throw new AppError('internal', 'Arrow split a column into parts.')
  return data
}

/** Chunks of a record batch read back; rows of other documents are a defect and reported, never returned. */
export function fromArrow(
  batch: Arrow.RecordBatch,
  company: CompanyId,
  documents: ReadonlySet<DocumentId>,
): IndexedChunk[] {
  const chunks: IndexedChunk[] = []
  const column = (name: string) => batch.getChild(name)
  const columns = {
    id: column('pk_id'),
    embedding: column('embedding'),
    content: column('content'),
    companyId: column('company_id'),
    documentId: column('document_id'),
    fileName: column('file_name'),
    page: column('page'),
    title: column('title'),
    tokens: column('tokens'),
    contentHash: column('content_hash'),
    terms: column('terms'),
  }
  for (let row = 0; row < batch.numRows; row++) {
    const companyId = columns.companyId?.get(row)
    const documentId = columns.documentId?.get(row)
    if (companyId !== company || !documents.has(documentId)) {
      throw new AppError('internal', 'The embedded vector store returned a row of another document.')
    }
    const page = Number(columns.page?.get(row))
    chunks.push({
      id: columns.id?.get(row),
      companyId,
      documentId,
      fileName: columns.fileName?.get(row),
      page: page < 0 ? null : page,
      title: columns.title?.get(row),
      tokens: Number(columns.tokens?.get(row)),
      contentHash: columns.contentHash?.get(row),
      content: columns.content?.get(row),
      terms: columns.terms?.get(row) ?? '',
      // A copy: the view would keep the whole batch in memory.
      embedding: Float32Array.from(columns.embedding?.get(row).toArray()),
    })
  }
  return chunks
}
