import type { ServerFamily } from './server-family.ts'
import { isAtLeast } from './server-family.ts'

/**
 * What one server surely does. Everything the adapter sends is decided by these, never by a name: what is false here is not
 * sent, because some servers end when they get what they do not know.
 */
export interface Abilities {
  /** BM25 functions over analysed text. Without them a new collection is dense only. */
  readonly bm25: boolean
  readonly analysers: boolean
  readonly sparseFields: boolean
  /** Values bound to placeholders of a filter; confirmed by a probe when a collection is opened. */
  readonly filterTemplates: boolean
  /** Reading in the order of the keys at one point in time; confirmed by a probe of the connection doctor. */
  readonly orderedIteration: boolean
  /** `broken`: the server takes one, but puts upserted rows where no filter on the key finds them. */
  readonly partitionKey: 'yes' | 'unproven' | 'broken'
  readonly defaultValues: boolean
  readonly nullable: boolean
  /** False: two writes to one collection at a time damage it, so writes go one after the other. */
  readonly guardsWrites: boolean
  /** False: what was written is seen, and can be deleted, only when the server's clock has gone on for some milliseconds. */
  readonly showsWritesAtOnce: boolean
  /** An insert puts whole rows in the place of those with their ids, as an upsert does, and does not read those first. */
  readonly insertReplaces: boolean
  /** Says of each upsert how many rows it took. */
  readonly countsUpserts: boolean
  /** Looks rows up by id at once, but reads the whole collection for any other condition. */
  readonly fastById: boolean
  /** BM25 finds deleted rows, with negative scores, until the collection is flushed. */
  readonly staleBm25: boolean
  /** Where an embedder's fingerprint survives. */
  readonly fingerprintIn: 'description' | 'properties'
  readonly denseIndex: 'HNSW' | 'AUTOINDEX' | 'FLAT'
  /** Type of index over texts, null for none. */
  readonly textIndex: 'INVERTED' | 'Trie' | null
}

/** Of a server of which nothing is known: vectors, filters of plain texts, upsert and delete, one write at a time. */
export const leastAbilities: Abilities = {
  bm25: false,
  analysers: false,
  sparseFields: false,
  filterTemplates: false,
  orderedIteration: false,
  // Milvus Lite 2.5 has partition keys, but then refuses every filter; default values it cannot read back.
  partitionKey: 'unproven',
  defaultValues: false,
  nullable: false,
  guardsWrites: false,
  // Milvus Lite 2.5 does not (decision 0213)
  showsWritesAtOnce: false,
  insertReplaces: false,
  countsUpserts: false,
  fastById: false,
  staleBm25: false,
  fingerprintIn: 'description',
  denseIndex: 'AUTOINDEX',
  textIndex: null,
}

/** Milvus 2.3: upserts into the wrong partition (milvus-io/milvus pull request 30772), knows only a trie over texts. */
const milvus23: Abilities = {
  ...leastAbilities,
  partitionKey: 'broken',
  defaultValues: true,
  guardsWrites: true,
  showsWritesAtOnce: true,
  denseIndex: 'HNSW',
  textIndex: 'Trie',
}

const milvus24: Abilities = { ...milvus23, partitionKey: 'unproven', sparseFields: true, textIndex: 'INVERTED' }

const milvus25: Abilities = {
  ...milvus24,
  bm25: true,
  analysers: true,
  filterTemplates: true,
  orderedIteration: true,
  partitionKey: 'yes',
  nullable: true,
}

/**
 * Milvus Lite 3: the fingerprint is kept in properties only; HNSW ignores `ef` and searches with 16 when there is a filter,
 * so that it found 181 of 300 rows, while its exact index is as fast.
 */
const milvusLite3: Abilities = {
  ...milvus25,
  filterTemplates: false,
  orderedIteration: false,
  guardsWrites: false,
  countsUpserts: true,
  fastById: true,
  staleBm25: true,
  fingerprintIn: 'properties',
  denseIndex: 'FLAT',
}

/** Zilliz Cloud has only AUTOINDEX for vectors and takes no build parameters with it. */
const onZilliz = (abilities: Abilities): Abilities => ({
  ...abilities,
  guardsWrites: true,
  showsWritesAtOnce: true,
  denseIndex: 'AUTOINDEX',
})

/** What the family surely does; null where only the server itself can tell (`probe-server.ts`). */
export function abilitiesOfFamily(family: ServerFamily): Abilities | null {
  switch (family.name) {
    case 'unknown':
      return null
    case 'milvus-lite':
      // what an insert does beyond an upsert's promise is known of this version only (decision 0214)
      return family.version[0] === 3 ? { ...milvusLite3, insertReplaces: family.version[1] === 2 } : null
    case 'milvus':
      return abilitiesOfMilvus(family.version)
    case 'zilliz': {
      const abilities = family.version === null ? null : abilitiesOfMilvus(family.version)
      return abilities === null ? null : onZilliz(abilities)
    }
  }
}

function abilitiesOfMilvus(version: readonly [number, number]): Abilities | null {
  // 2.2 has no upsert, and what a third generation keeps of the second is for itself to show.
  if (version[0] !== 2 || version[1] < 3) return null
  if (isAtLeast(version, [2, 5])) return milvus25
  return isAtLeast(version, [2, 4]) ? milvus24 : milvus23
}

/** Of a server that analysed a text for us: it speaks the protocol of Milvus 2.5; nothing is known of its inside. */
export const provenAbilities: Abilities = {
  ...milvus25,
  guardsWrites: false,
  showsWritesAtOnce: false,
  countsUpserts: false,
  denseIndex: 'AUTOINDEX',
}

/** The same server reached as Zilliz Cloud, which has its own index and guards itself whatever it says of its version. */
export function abilitiesOfKind(kind: 'milvus' | 'zilliz', abilities: Abilities): Abilities {
  return kind === 'zilliz' ? onZilliz(abilities) : abilities
}
