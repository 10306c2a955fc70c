import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { MilvusPython } from './lite.ts'

const run = promisify(execFile)
const script = join(import.meta.dirname, 'readback.py')

export type ReadbackRequest =
  | { readonly what: 'schema' }
  | { readonly what: 'rows'; readonly filter: string; readonly fields: readonly string[] }
  | { readonly what: 'words'; readonly filter: string; readonly terms: string; readonly limit: number }

/** What pymilvus sees. */
export async function readBack(
  from: MilvusPython,
  address: string,
  collection: string,
  request: ReadbackRequest,
): Promise<unknown> {
  const options = { timeout: 120_000, maxBuffer: 256 * 1024 * 1024 }
  const { stdout } = await run(from.python, [script, address, collection, JSON.stringify(request)], options)
  return JSON.parse(stdout)
}
