import { z } from 'zod'
import type { Table } from '../../domain/extracted.ts'

const stored = z.array(z.tuple([z.number(), z.number(), z.array(z.string())]))

/** What `document_chunks.metadata` holds of the tables of a chunk: nothing without any. */
export function toStoredTables(tables: readonly Table[]): { tables?: [number, number, readonly string[]][] } {
  return tables.length === 0 ? {} : { tables: tables.map(({ start, end, heads }) => [start, end, heads]) }
}

/** Chunks of earlier versions and of the original tell of no tables. */
export function fromStoredTables(metadata: Readonly<Record<string, unknown>> | null): readonly Table[] {
  const tables = metadata?.['tables']
  // nearly all chunks: a refusal would be worded for each of them
  if (tables === undefined) return []
  const found = stored.safeParse(tables)
  return found.success ? found.data.map(([start, end, heads]) => ({ start, end, heads })) : []
}
