import { askPymilvus } from './pymilvus-process.ts'
import type { PythonEnvironment } from './python-environments.ts'

export type ForeignAbility = 'json' | 'array' | 'dynamic' | 'nullable' | 'bm25'

/** A collection that has nothing to do with Atenex. */
export interface ForeignCollection {
  readonly address: string
  readonly collection: string
  readonly rows: number
  readonly key: 'text' | 'number'
  /** So many of the rows are inserted twice. */
  readonly twice?: number
  /** The server gives the keys. */
  readonly automatic?: boolean
  /** What the server can hold besides texts, numbers and vectors. */
  readonly abilities: readonly ForeignAbility[]
}

/** Made and filled by pymilvus, in the version of that environment. */
export async function makeForeignCollection(from: PythonEnvironment, wanted: ForeignCollection): Promise<void> {
  const seen = await askPymilvus(from, 'make_foreign_collection', wanted)
  if (seen !== wanted.rows) throw new Error(`the server has ${String(seen)} of ${wanted.rows} rows`)
}
