import type { EmbedderFingerprint } from '../../../domain/fingerprint.ts'
import type { CollectionSpec } from '../../../ports/vector-store.ts'
import type { CollectionDefinition, FieldDefinition } from '../wire/collection-messages.ts'
import { dataType } from '../wire/columns.ts'
import type { IndexDefinition } from '../wire/index-messages.ts'

/** Bytes of UTF-8 a VARCHAR field holds. The first eight are the original's, `terms` is the most Milvus offers. */
export const maxBytes = {
  pk_id: 255,
  content: 20_000,
  company_id: 64,
  document_id: 64,
  file_name: 512,
  title: 512,
  content_hash: 64,
  terms: 65_535,
} as const

export const denseField = 'embedding'
export const sparseField = 'sparse'
export const termsField = 'terms'
export const denseMetric = 'IP'
export const sparseMetric = 'BM25'

/** The BM25 constants every store of ours uses; Milvus Lite would take k1 = 1.5 when not told. */
export const bm25 = { k1: 1.2, b: 0.75 } as const

const plain = { primary: false, partitionKey: false, autoId: false, functionOutput: false, params: {} }

function text(name: keyof typeof maxBytes, more: Partial<FieldDefinition> = {}): FieldDefinition {
  const params = { max_length: String(maxBytes[name]), ...more.params }
  return { ...plain, name, dataType: dataType.varChar, ...more, params }
}

/** The original's ten fields in its order, then the analysed terms and the vector the server makes of them. */
export function collectionFields(dimension: number): readonly FieldDefinition[] {
  return [
    text('pk_id', { primary: true }),
    { ...plain, name: denseField, dataType: dataType.floatVector, params: { dim: String(dimension) } },
    text('content'),
    text('company_id', { partitionKey: true }),
    text('document_id'),
    text('file_name'),
    { ...plain, name: 'page', dataType: dataType.int64, defaultValue: -1 },
    text('title', { defaultValue: '' }),
    { ...plain, name: 'tokens', dataType: dataType.int64, defaultValue: -1 },
    text('content_hash'),
    text('terms', { params: { enable_analyzer: 'true', analyzer_params: '{"tokenizer":"standard"}' } }),
    { ...plain, name: sparseField, dataType: dataType.sparseFloatVector, functionOutput: true },
  ]
}

const fingerprintKey = 'atenex.fingerprint'

/**
 * A new collection. The fingerprint stands in the description, which every server keeps except Milvus Lite; that one keeps
 * properties, which others may refuse.
 */
export function newCollection(spec: CollectionSpec, lite: boolean): CollectionDefinition {
  const fingerprint = JSON.stringify({ [fingerprintKey]: spec.fingerprint })
  return {
    name: spec.name,
    description: lite ? '' : fingerprint,
    fields: collectionFields(spec.dimension),
    functions: [{ name: 'terms_bm25', input: termsField, output: sparseField }],
    properties: lite ? { [fingerprintKey]: JSON.stringify(spec.fingerprint) } : {},
  }
}

/** Null for a collection that somebody else created. */
export function storedFingerprint(definition: CollectionDefinition): EmbedderFingerprint | null {
  const property = definition.properties[fingerprintKey]
  const text = property ?? definition.description
  if (!text.startsWith('{')) return null
  try {
    const parsed: unknown = JSON.parse(text)
    const found = property === undefined ? (parsed as Record<string, unknown>)[fingerprintKey] : parsed
    return isFingerprint(found) ? found : null
  } catch {
    // A description that merely looks like JSON belongs to somebody else: no fingerprint is what it says.
    return null
  }
}

function isFingerprint(value: unknown): value is EmbedderFingerprint {
  if (typeof value !== 'object' || value === null) return false
  const { model, revision, dimension } = value as Partial<Record<string, unknown>>
  return typeof model === 'string' && typeof revision === 'string' && typeof dimension === 'number'
}

/**
 * The original's HNSW. Zilliz has only AUTOINDEX for vectors and takes no build parameters with it. Milvus Lite 3.2 ignores
 * `ef` and searches with 16 when there is a filter, so that it found 181 of 300 rows; its exact index is as fast.
 */
export function denseIndex(server: 'milvus' | 'zilliz' | 'lite'): IndexDefinition {
  const params = {
    milvus: { index_type: 'HNSW', params: '{"M":16,"efConstruction":256}' },
    zilliz: { index_type: 'AUTOINDEX' },
    lite: { index_type: 'FLAT' },
  }[server]
  return { name: 'embedding_hnsw_idx', field: denseField, params: { ...params, metric_type: denseMetric } }
}

export const sparseIndex: IndexDefinition = {
  name: 'sparse_idx',
  field: sparseField,
  params: {
    index_type: 'SPARSE_INVERTED_INDEX',
    metric_type: sparseMetric,
    params: JSON.stringify({ bm25_k1: bm25.k1, bm25_b: bm25.b }),
  },
}

/** Deletes and counts are by document. */
export const documentIndex: IndexDefinition = {
  name: 'document_id_idx',
  field: 'document_id',
  params: { index_type: 'INVERTED' },
}
