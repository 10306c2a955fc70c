import { keptBytes } from '../../../domain/chunk.ts'
import type { EmbedderFingerprint } from '../../../domain/fingerprint.ts'
import type { CollectionSpec } from '../../../ports/vector-store.ts'
import type { CollectionDefinition, FieldDefinition } from '../wire/collection-definition.ts'
import { dataType } from '../wire/data-type.ts'
import type { Abilities } from './abilities.ts'
import type { IndexDefinition } from '../wire/index-messages.ts'

/** Bytes of UTF-8 a VARCHAR field holds. The first eight are the original's, `terms` is the most Milvus offers. */
export const maxBytes = {
  pk_id: 255,
  content: keptBytes.content,
  company_id: 64,
  document_id: 64,
  file_name: keptBytes.fileName,
  title: keptBytes.title,
  content_hash: 64,
  terms: 65_535,
} as const

export const denseField = 'embedding'
export const sparseField = 'sparse'
export const termsField = 'terms'
const documentField = 'document_id'
export const denseMetric = 'IP'
export const sparseMetric = 'BM25'

/** The BM25 constants every store of ours uses; Milvus Lite would take k1 = 1.5 when not told. */
export const bm25 = { k1: 1.2, b: 0.75 } as const

const plain = { primary: false, partitionKey: false, autoId: false, functionOutput: false, params: {} }

function text(name: keyof typeof maxBytes, more: Partial<FieldDefinition> = {}): FieldDefinition {
  const params = { max_length: String(maxBytes[name]), ...more.params }
  return { ...plain, name, dataType: dataType.varChar, ...more, params }
}

/** The original's fields in its order. */
const originalFields = (dimension: number): readonly FieldDefinition[] => [
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
]

/** The analysed terms, and the vector the server makes of them. */
const bm25Fields: readonly FieldDefinition[] = [
  text(termsField, { params: { enable_analyzer: 'true', analyzer_params: '{"tokenizer":"standard"}' } }),
  { ...plain, name: sparseField, dataType: dataType.sparseFloatVector, functionOutput: true },
]

/** `original`: found by meaning. `terms`: found by words, too. */
export type CollectionLayout = 'original' | 'terms'

export function collectionFields(dimension: number, layout: CollectionLayout): readonly FieldDefinition[] {
  return layout === 'original' ? originalFields(dimension) : [...originalFields(dimension), ...bm25Fields]
}

/** The best layout the server surely bears. */
export function layoutFor({ bm25, sparseFields, analysers }: Abilities): CollectionLayout {
  return bm25 && sparseFields && analysers ? 'terms' : 'original'
}

const fingerprintKey = 'atenex.fingerprint'

/** A new collection as the server can hold it. The fingerprint stands where that server keeps it. */
export function newCollection(
  spec: CollectionSpec,
  abilities: Abilities,
  layout: CollectionLayout = layoutFor(abilities),
): CollectionDefinition {
  const inProperties = abilities.fingerprintIn === 'properties'
  const fields = collectionFields(spec.dimension, layout).map((field) => fieldFor(field, abilities))
  return {
    name: spec.name,
    description: inProperties ? '' : JSON.stringify({ [fingerprintKey]: spec.fingerprint }),
    fields,
    functions: layout === 'terms' ? [{ name: 'terms_bm25', input: termsField, output: sparseField }] : [],
    properties: inProperties ? { [fingerprintKey]: JSON.stringify(spec.fingerprint) } : {},
    identity: null,
  }
}

/** Without what this server would misunderstand. We always send every field, so no default is needed. */
function fieldFor(field: FieldDefinition, abilities: Abilities): FieldDefinition {
  const { defaultValue, ...rest } = field
  const partitionKey = field.partitionKey && abilities.partitionKey === 'yes'
  const withDefault = abilities.defaultValues && defaultValue !== undefined
  return { ...rest, partitionKey, ...(withDefault ? { defaultValue } : {}) }
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

/** HNSW is the original's, with its parameters; the other kinds take none. */
export function denseIndex({ denseIndex: type }: Abilities): IndexDefinition {
  const params = type === 'HNSW' ? { params: '{"M":16,"efConstruction":256}' } : {}
  return {
    name: 'embedding_hnsw_idx',
    field: denseField,
    params: { index_type: type, ...params, metric_type: denseMetric },
  }
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

/** Deletes and counts are by document. Null where the server has no index for it. */
export function documentIndex({ textIndex }: Abilities): IndexDefinition | null {
  return textIndex === null
    ? null
    : { name: 'document_id_idx', field: documentField, params: { index_type: textIndex } }
}
