import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PythonEnvironment } from './python-environments.ts'

const run = promisify(execFile)

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
  const script = join(import.meta.dirname, 'make-foreign-collection.py')
  const { stdout } = await run(from.python, [script, JSON.stringify(wanted)], { timeout: 120_000 })
  if (Number(stdout) !== wanted.rows) throw new Error(`the server has ${stdout} of ${wanted.rows} rows`)
}
