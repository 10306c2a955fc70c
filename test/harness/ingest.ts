import { createReadStream } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createAnalyser } from '../../src/adapters/analyse/analyser.ts'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { openFileObjectStore } from '../../src/adapters/objects/files.ts'
import type { Database } from '../../src/adapters/postgres/database.ts'
import type { CompanyId, DocumentId } from '../../src/domain/ids.ts'
import { acceptDocument, type AcceptDeps } from '../../src/ingest/accept.ts'
import type { ProcessDeps } from '../../src/ingest/process.ts'
import type { RemoveDeps } from '../../src/ingest/remove.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { Extractor } from '../../src/ports/extractor.ts'
import type { Embedder } from '../../src/ports/models.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { oneCollection } from './collections.ts'
import { openDocumentStore } from './document-store.ts'
import { createFakeEmbedder, type FakeEmbedder } from './fake-embedder.ts'
import { silentLog } from './log.ts'
import { oneExtractor } from './one-extractor.ts'
import { spanishText } from './texts.ts'
import { removeFolder } from './remove-folder.ts'

/** The ingest steps on real parts: PostgreSQL, files, LanceDB, extraction processes. Only the embedder is a fake. */
export interface Ingest {
  readonly deps: AcceptDeps & ProcessDeps & RemoveDeps & { readonly documents: DocumentStore }
  readonly db: Database
  /** For whatever a test writes; gone when it is closed. */
  readonly folder: string
  readonly embedder: FakeEmbedder
  readonly vectors: VectorStore
  /** The same parts with another embedder or vector store. */
  readonly depsWith: (changes: { readonly vectors?: VectorStore; readonly embedder?: Embedder }) => Ingest['deps']
  /** Files read so far. */
  readonly extractions: () => number
  /** Uploads a text of its own number and leaves it to be processed. */
  readonly accept: (companyId: CompanyId, number: number) => Promise<DocumentId>
  readonly close: () => Promise<void>
}

export async function openIngest(): Promise<Ingest> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-ingest-'))
  const embedder = createFakeEmbedder()
  const { db, documents, close } = await openDocumentStore(embedder)
  const vectors = await openLanceDb({ directory: path.join(folder, 'vectors'), collection: 'test', log: silentLog })
  const spec = { name: 'test', dimension: 32, fingerprint: embedder.fingerprint }
  await vectors.ensure(spec, AbortSignal.timeout(60_000))
  const extractor = oneExtractor()
  let extractions = 0
  const counting: Extractor = {
    ...extractor,
    extract: (request) => {
      extractions += 1
      return extractor.extract(request)
    },
  }
  const deps: Ingest['deps'] = {
    documents,
    objects: await openFileObjectStore({ directory: path.join(folder, 'originals') }),
    extractor: counting,
    detectFileType,
    collections: oneCollection({ vectors, embedder }),
    analyser: createAnalyser(),
    log: silentLog,
    spoolFolder: path.join(folder, 'tmp'),
    ocr: 'auto',
    attachments: 'documents',
    maxBytes: 1_000_000,
  }
  return {
    deps,
    db,
    folder,
    embedder,
    vectors,
    depsWith: (changes) => ({ ...deps, collections: oneCollection({ vectors, embedder, ...changes }) }),
    extractions: () => extractions,
    accept: async (companyId, number) => {
      const file = path.join(folder, `upload-${number}.txt`)
      await writeFile(file, spanishText(number, 6))
      const body = createReadStream(file)
      const signal = AbortSignal.timeout(60_000)
      const incoming = { companyId, fileName: `${number}.txt`, body, metadata: async () => null, signal }
      return (await acceptDocument(deps, incoming)).id
    },
    close: async () => {
      await vectors.close()
      await close()
      await removeFolder(folder)
    },
  }
}
