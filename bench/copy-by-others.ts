// The same copy with the clients that people use otherwise, each in a process of its own.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { needed, pythonEnvironment } from '../test/harness/milvus/python-environments.ts'
import type { CopyFigure } from './copy-figure.ts'

export const others = ['pymilvus', 'the Node SDK'] as const

interface CopyRequest {
  /** Addresses. */
  readonly from: string
  readonly to: string
  readonly collection: string
  /** Name of the new one, which is there and empty. */
  readonly into: string
  /** Whether the new one wants terms, which the old one does not have. */
  readonly terms: boolean
}

const fields = ['pk_id', 'company_id', 'document_id', 'file_name', 'page', 'title', 'tokens', 'content_hash', 'content']
const script = (name: string) => path.join(import.meta.dirname, name)

export async function copyBy(other: (typeof others)[number], { terms, ...request }: CopyRequest): Promise<CopyFigure> {
  const more = terms ? { terms: '' } : {}
  const asked = JSON.stringify({ ...request, fields: [...fields, 'embedding'], more })
  const [program, file] =
    other === 'pymilvus'
      ? [needed(await pythonEnvironment('milvus-lite-3.2.0')).python, 'copy-with-pymilvus.py']
      : [process.execPath, 'copy-with-sdk.ts']
  const { stdout } = await promisify(execFile)(program, [script(file), asked])
  return JSON.parse(stdout) as CopyFigure
}
