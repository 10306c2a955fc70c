import type * as Arrow from 'apache-arrow'
import type * as Lance from '@lancedb/lancedb'
import { AppError } from '../../domain/errors.ts'
import { incompatibilities, type EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { CollectionSpec, CollectionState } from '../../ports/vector-store.ts'
import type { Vendor } from './vendor.ts'

/** Where the embedder's fingerprint is kept: the metadata of the table's schema, written once with the table. */
const fingerprintKey = 'atenex.fingerprint'
export const termsIndex = 'terms_idx'

/** The ten fields of the original's collection and the analysed terms. */
export function collectionSchema(
  arrow: Vendor['arrow'],
  dimension: number,
  fingerprint?: EmbedderFingerprint,
): Arrow.Schema {
  const text = (name: string) => new arrow.Field(name, new arrow.Utf8(), false)
  const integer = (name: string) => new arrow.Field(name, new arrow.Int32(), false)
  const item = new arrow.Field('item', new arrow.Float32(), true)
  const fields = [
    text('pk_id'),
    new arrow.Field('embedding', new arrow.FixedSizeList(dimension, item), false),
    text('content'),
    text('company_id'),
    text('document_id'),
    text('file_name'),
    integer('page'),
    text('title'),
    integer('tokens'),
    text('content_hash'),
    text('terms'),
  ]
  if (fingerprint === undefined) return new arrow.Schema(fields)
  return new arrow.Schema(fields, new Map([[fingerprintKey, JSON.stringify(fingerprint)]]))
}

/**
 * Creates the indexes that are missing. Safe to run twice and in several processes; conflicts are the caller's to retry.
 * @throws `signal.reason` between two of them.
 */
export async function ensureIndexes({ lance }: Vendor, table: Lance.Table, signal: AbortSignal): Promise<void> {
  const wanted: readonly [string, Partial<Lance.IndexOptions>][] = [
    ['company_id', { config: lance.Index.bitmap() }],
    ['document_id', { config: lance.Index.btree() }],
    ['pk_id', { config: lance.Index.btree() }],
    ['terms', { config: termsConfig(lance), name: termsIndex }],
  ]
  const present = new Set((await table.listIndices()).flatMap((index) => index.columns))
  for (const [column, options] of wanted) {
    signal.throwIfAborted()
    if (!present.has(column)) await table.createIndex(column, options)
  }
}

/** The terms are analysed already, so the index must take them as they are: every default here would change them. */
function termsConfig(lance: Vendor['lance']): Lance.Index {
  return lance.Index.fts({
    baseTokenizer: 'whitespace',
    lowercase: false,
    stem: false,
    removeStopWords: false,
    asciiFolding: false,
    maxTokenLength: 1000,
    withPosition: false,
  })
}

export async function stateOf(table: Lance.Table, name: string): Promise<CollectionState> {
  const schema = await table.schema()
  const sparse = schema.fields.some((field) => field.name === 'terms')
  return { name, dimension: dimensionOf(schema), sparse, fingerprint: storedFingerprint(schema), identity: null }
}

function storedFingerprint(schema: Arrow.Schema): EmbedderFingerprint | null {
  const stored = schema.metadata.get(fingerprintKey)
  // Written by `collectionSchema` from a fingerprint.
  return stored === undefined ? null : (JSON.parse(stored) as EmbedderFingerprint)
}

const dimensions = new WeakMap<Lance.Table, number>()

/** Dimension of the stored embeddings; read once per open table, because it never changes. */
export async function storedDimension(table: Lance.Table): Promise<number> {
  const known = dimensions.get(table)
  if (known !== undefined) return known
  const dimension = dimensionOf(await table.schema())
  dimensions.set(table, dimension)
  return dimension
}

function dimensionOf(schema: Arrow.Schema): number {
  const type: unknown = schema.fields.find((field) => field.name === 'embedding')?.type
  if (typeof type === 'object' && type !== null && 'listSize' in type) return Number(type.listSize)
  throw new AppError('collection_mismatch', 'The table in the embedded vector store has no field "embedding".')
}

/** @throws AppError `collection_mismatch` naming what differs. */
export async function requireSame(table: Lance.Table, spec: CollectionSpec): Promise<void> {
  const schema = await table.schema()
  const differences: string[] = []
  const dimension = dimensionOf(schema)
  if (dimension !== spec.dimension) differences.push(`dimension: stored ${dimension}, offered ${spec.dimension}`)
  const stored = storedFingerprint(schema)
  if (stored !== null) differences.push(...incompatibilities(stored, spec.fingerprint))
  if (differences.length === 0) return
  throw new AppError(
    'collection_mismatch',
    `The collection "${spec.name}" was made with another embedder (${[...new Set(differences)].join('; ')}). ` +
      'Use the embedder it was made with, or a new data folder.',
  )
}
