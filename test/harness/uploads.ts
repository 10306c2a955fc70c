import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { parseDocumentId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import { acceptDocument, type AcceptDeps } from '../../src/ingest/accept.ts'
import type { ObjectStore } from '../../src/ports/object-store.ts'
import type { Ingest } from './ingest.ts'
import { createTestClock, type TestClock } from './test-clock.ts'
import { waitFor } from './wait.ts'

const forever = () => AbortSignal.timeout(60_000)

interface Sender {
  /** The document's id, or the failure's code. */
  readonly outcome: Promise<string>
  readonly clock: TestClock
  readonly settled: () => boolean
}

interface SendOptions {
  readonly clock?: TestClock
  readonly file?: { readonly name: string; readonly text: string }
}

/** One request with a clock of its own, which stands still: it gives no sign of life unless the test moves it. */
function send(deps: AcceptDeps, companyId: CompanyId, options: SendOptions): Sender {
  const { clock = createTestClock(), file = { name: 'a.txt', text: 'Hola.' } } = options
  const incoming = {
    companyId,
    fileName: file.name,
    body: Readable.from([Buffer.from(file.text)]),
    metadata: async () => null,
    signal: forever(),
  }
  let settled = false
  const outcome = acceptDocument({ ...deps, clock }, incoming)
    .then(
      (document): string => document.id,
      (error: { code?: string; message: string }) => error.code ?? error.message,
    )
    .finally(() => (settled = true))
  return { outcome, clock, settled: () => settled }
}

/** Moves a sender's clock until its request has ended. */
export async function drive(sender: Sender): Promise<string> {
  await waitFor(
    async () => {
      await sender.clock.tick(500)
      return sender.settled()
    },
    { what: 'the request to end', everyMs: 10 },
  )
  return sender.outcome
}

/** The real store, whose `put` waits until it is let go, or is made to fail, unless it is told to stop. */
function slowStore(real: ObjectStore, clock: TestClock) {
  const begun = Promise.withResolvers<DocumentId>()
  const gate = Promise.withResolvers<void>()
  let stoppedAt: number | null = null
  const objects: ObjectStore = {
    ...real,
    put: async (companyId, key, body, signal) => {
      begun.resolve(parseDocumentId(key.split('/')[1] ?? ''))
      const stop = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => {
        stoppedAt = clock.monotonicMs()
        stop.reject(new Error('stopped'))
      })
      await Promise.race([gate.promise, stop.promise])
      await real.put(companyId, key, body, signal)
    },
  }
  return {
    objects,
    begun: begun.promise,
    stoppedAt: () => stoppedAt,
    goOn: () => gate.resolve(),
    fail: () => gate.reject(new Error('the disk is full')),
  }
}

/** What `stateOf` says of a document that was stored once. */
export const stored = { status: 'uploaded', originals: 1, documents: 1 }

export type Uploads = ReturnType<typeof uploadsOf>

/** Senders of files whose ends a test decides, and what there is of their documents, on the parts of an ingest. */
export function uploadsOf({ deps, db }: Pick<Ingest, 'deps' | 'db'>) {
  const slow = (clock = createTestClock()) => slowStore(deps.objects, clock)
  const begin = (companyId: CompanyId, changes: Partial<AcceptDeps> = {}, options: SendOptions = {}) =>
    send({ ...deps, ...changes }, companyId, options)
  const statusOf = async (companyId: CompanyId, id: string) =>
    (await deps.documents.find(companyId, parseDocumentId(id)))?.status ?? null
  const originalsOf = (companyId: CompanyId, id: string) => deps.objects.list(companyId, id, forever())

  /** What there is of a document in the end, and how many documents its company has. */
  const stateOf = async (companyId: CompanyId, id: string) => ({
    status: await statusOf(companyId, id),
    originals: (await originalsOf(companyId, id)).length,
    documents: (await deps.documents.list(companyId, 10, 0)).length,
  })
  return {
    send: begin,
    slowStore: slow,
    /** A sender that is killed while it stores: nothing of it happens any more. */
    beginAndDie: (company: CompanyId): Promise<DocumentId> => {
      const store = slow()
      begin(company, { objects: store.objects })
      return store.begun
    },
    /** As if its sender had given no sign for that long. */
    age: async (documentId: DocumentId, seconds: number): Promise<void> => {
      await sql`update documents set updated_at = now() - ${seconds} * interval '1 second' where id = ${documentId}`.execute(
        db,
      )
    },
    statusOf,
    originalsOf,
    stateOf,
  }
}
