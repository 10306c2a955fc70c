// Copying between two collections, without what the servers themselves cost: a generated source, a target that takes everything.
import { chunkId, type CompanyId, type DocumentId } from '../src/domain/ids.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { benchRows, dimension } from './milvus-noop-server.ts'
import { chunksADocument, copyAll, fillDatabase, takesEverything } from './moving.ts'
import { rounded, type PartResult } from './report.ts'

/** A million rows, or 40,000 with `--quick`; speed, and memory from the tenth part of the way to its end. */
export async function benchMove(quick: boolean): Promise<PartResult> {
  const filled = await fillDatabase((quick ? 40_000 : 1_000_000) / chunksADocument)
  try {
    const made = benchRows(chunksADocument)
    const rowsOf = (companyId: CompanyId, documentId: DocumentId) =>
      made.map((row, index) => ({ ...row, companyId, documentId, id: chunkId(documentId, index) }))
    const from: Pick<VectorStore, 'scan' | 'readDocuments'> = {
      scan: async function* ({ companyId, documentId }) {
        yield rowsOf(companyId, documentId)
      },
      readDocuments: async (companyId, documentIds) => documentIds.flatMap((id) => rowsOf(companyId, id)),
    }
    // copying calls nothing else of the old store
    const sides = { from: from as VectorStore, to: takesEverything() }
    const { rows, seconds, memory } = await copyAll(filled.db, { sides, to: 'new' })
    const early = memory[Math.floor(memory.length / 10)] ?? 0
    const speed = rows / seconds
    return {
      title: `Copying ${rows} rows of ${dimension} floats into a target that takes everything`,
      head: ['rows/s', 'seconds', 'RSS MB, a tenth of the way', 'RSS MB, at most'],
      rows: [[speed, seconds, early, Math.max(...memory)].map((value) => rounded(value))],
      figures: { rowsPerSecond: speed, seconds, earlyRssMb: early, mostRssMb: Math.max(...memory) },
      limits: [
        { what: 'rows a second', value: speed, bound: 10_000, kind: 'at least' },
        { what: 'resident memory, MB', value: Math.max(...memory), bound: 300, kind: 'at most' },
      ],
    }
  } finally {
    await filled.close()
  }
}
