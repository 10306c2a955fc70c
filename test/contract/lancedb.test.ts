import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { silentLog } from '../harness/log.ts'
import { describeVectorStore } from './vector-store-suite.ts'

describeVectorStore(
  'LanceDB',
  async () => {
    const directory = await mkdtemp(path.join(tmpdir(), `atenex-vectors-${randomUUID()}-`))
    return {
      openStore: (collection) => openLanceDb({ directory, collection, log: silentLog }),
      close: () => rm(directory, { recursive: true, force: true }),
    }
  },
  { exactSparse: true, sparseForgetsAtOnce: true, companyInKey: true, maxContentBytes: 20_000 },
)
