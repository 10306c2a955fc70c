import path from 'node:path'
import { sql } from 'kysely'
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { migrateDatabase } from '../../src/adapters/postgres/migrate.ts'
import { createTextIndex } from '../../src/adapters/postgres/words/text-index.ts'
import { replaceWords } from '../../src/adapters/postgres/words/store-words.ts'
import { createWordStatistics } from '../../src/adapters/postgres/words/word-statistics.ts'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import type { DocumentScope } from '../../src/domain/document.ts'
import type { TextIndex } from '../../src/ports/text-index.ts'
import type { WordStatistics } from '../../src/ports/word-statistics.ts'
import { silentLog } from './log.ts'

/** The text index in a PostgreSQL of its own, filled with rows as a vector store takes them. For measurements. */
export interface MeasuredTextIndex {
  readonly textIndex: TextIndex
  readonly words: WordStatistics
  readonly db: Database
  add(scope: DocumentScope, rows: readonly IndexedChunk[]): Promise<void>
  close(): Promise<void>
}

export async function openMeasuredTextIndex(folder: string): Promise<MeasuredTextIndex> {
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), log: silentLog })
  await migrateDatabase(server.url)
  const db = openDatabase({ url: server.url, maxConnections: 4, log: silentLog })
  return {
    textIndex: createTextIndex(db),
    words: createWordStatistics(db),
    db,
    add: async (scope, rows) => {
      await db.transaction().execute(async (tx) => {
        await sql`
          insert into documents (id, company_id, file_name, file_type, status, chunk_count)
          values (${scope.documentId}, ${scope.companyId}, 'measured.txt', 'text/plain', 'processed', ${rows.length})
        `.execute(tx)
        await sql`
          insert into document_chunks (document_id, company_id, chunk_index, content, embedding_id)
          select ${scope.documentId}, ${scope.companyId}, number - 1, text, ${`${scope.documentId}_`} || (number - 1)
          from unnest(${rows.map(({ content }) => content)}::text[]) with ordinality as given (text, number)
        `.execute(tx)
        await replaceWords(
          tx,
          scope,
          rows.map(({ terms }, index) => [index, terms]),
        )
      })
    },
    close: async () => {
      await db.destroy()
      await server.stop()
    },
  }
}
