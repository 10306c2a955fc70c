import { z } from 'zod'
import type { Table } from '../../domain/extracted.ts'

const storedTable = z.tuple([z.number(), z.number(), z.array(z.string()), z.number().optional()])

/** Tables as they are stored: where each begins and ends, the names of its columns, and where its body begins if several rows name them. */
export const storedTables = z.array(storedTable)

export function toStoredTable({ start, end, heads, body }: Table): z.infer<typeof storedTable> {
  return body === undefined ? [start, end, [...heads]] : [start, end, [...heads], body]
}

export function toTable([start, end, heads, body]: z.infer<typeof storedTable>): Table {
  return { start, end, heads, ...(body === undefined ? {} : { body }) }
}

/** What `document_chunks.metadata` holds of the tables of a chunk: nothing without any. */
export function toStoredTables(tables: readonly Table[]): { tables?: z.infer<typeof storedTables> } {
  return tables.length === 0 ? {} : { tables: tables.map(toStoredTable) }
}

/** Chunks of earlier versions and of the original tell of no tables. */
export function fromStoredTables(metadata: Readonly<Record<string, unknown>> | null): readonly Table[] {
  const tables = metadata?.['tables']
  // nearly all chunks: a refusal would be worded for each of them
  if (tables === undefined) return []
  const found = storedTables.safeParse(tables)
  return found.success ? found.data.map(toTable) : []
}
