// `check/` is the connection doctor behind `atenex check` and the readiness probe.
import { secretTroubles } from '../../config/secret-troubles.ts'
import type { CheckedPart, CheckReply } from '../../contract/health.ts'
import { toAppError } from '../../domain/errors.ts'
import { incompatibilities } from '../../domain/fingerprint.ts'
import { checkNeighbours } from './check-neighbours.ts'
import { checkRemoteStores } from './check-remote-stores.ts'
import { judgeDatabase } from './judge-database.ts'
import { judgeQueue, noWorker } from './judge-queue.ts'
import { checkRows, type CheckRowsDeps } from './check-rows.ts'
import type { ActiveCollection } from '../../ports/active-collection.ts'
import type { Parts } from '../parts/parts.ts'
import { withCollection } from './with-collection.ts'

/** Longest one part may take to answer. */
const partTimeoutMs = 10_000
/** A cold Zilliz cluster alone may take a minute. */
const doctorTimeoutMs = 90_000

export type Finding = Pick<CheckedPart, 'status' | 'version' | 'detail' | 'remedy'>
const fine = (version: string | null, detail: string): Finding => ({ status: 'ok', version, detail, remedy: null })

/** Checks every part this process uses, one after the other, and says what to do about anything wrong. */
export async function checkParts(parts: Parts, version: string, write: boolean): Promise<CheckReply> {
  const ofCollection = async (check: (active: ActiveCollection) => Promise<Finding>) =>
    (await withCollection(parts, check)) ?? notChosen
  const checks: readonly (readonly [string, string, (signal: AbortSignal) => Promise<Finding>])[] = [
    ['atenex', 'Restart it with `npm start`.', async () => fine(version, `Node.js ${process.version}`)],
    [
      'database',
      'Is PostgreSQL running, is there room on its disk, and is DATABASE_URL right?',
      async () => judgeDatabase(await parts.health.summary()),
    ],
    ['schema', 'Restart with `npm start`, which brings the schema up to date.', () => checkSchema(parts)],
    ['queue', noWorker, async () => judgeQueue(await parts.health.backlog())],
    [
      'object store',
      'Is the folder of ATENEX_DATA_DIR there, writable, and its disk not full?',
      (signal) => checkObjects(parts, signal),
    ],
    [
      'vector store',
      'Is the vector store running and reachable from here?',
      (signal) => ofCollection((active) => checkVectors(active, signal)),
    ],
    [
      'collection',
      'A worker creates the collection at its first start.',
      (signal) => ofCollection((active) => checkCollection(active, signal)),
    ],
    ['rows', 'Is the vector store running and reachable from here?', (signal) => checkRows(rowsOf(parts), signal)],
    [
      'embedder',
      'See the log; a restart loads the model again.',
      (signal) => ofCollection((active) => checkEmbedder(parts, active, signal)),
    ],
    [
      'language model',
      'Set ATENEX_LLM_PROVIDER and its key for written answers.',
      async () => checkLanguageModel(parts),
    ],
  ]
  const found: CheckedPart[] = []
  for (const [name, remedy, check] of checks) {
    try {
      found.push({ name, ...(await check(AbortSignal.timeout(partTimeoutMs))) })
    } catch (error) {
      const { code, message } = toAppError(error)
      // other parts are asked by way of PostgreSQL, and nothing is known of them without it
      const because = code === 'database_unavailable' && name !== 'database' ? 'See the line `database`.' : remedy
      found.push({ name, status: 'failed', version: null, detail: message, remedy: because })
    }
  }
  found.push(...checkSecrets(parts))
  found.push(...(await checkNeighbours(parts, AbortSignal.timeout(partTimeoutMs))))
  found.push(...(await checkRemoteStores(parts, write, AbortSignal.timeout(doctorTimeoutMs))))
  const worst = found.some((part) => part.status === 'failed')
    ? 'failed'
    : found.some((part) => part.status === 'warning')
      ? 'warning'
      : 'ok'
  return { status: worst, parts: found }
}

/** Only where there is something to tell. */
function checkSecrets({ config }: Parts): readonly CheckedPart[] {
  const remedy = 'Write the secret to its file; it is taken without a restart.'
  return secretTroubles(config).map((detail) => ({ name: 'secret', status: 'warning', version: null, detail, remedy }))
}

/** Of each company where it is answered from. */
function rowsOf({ current, movingDocuments, clock }: Parts): CheckRowsDeps {
  const collections = current.side('query')
  return {
    documents: movingDocuments,
    count: (companyId, signal) => collections.use(companyId, ({ vectors }) => vectors.count(companyId, null, signal)),
    clock,
  }
}

async function checkSchema({ health }: Parts): Promise<Finding> {
  const missing = await health.pendingMigrations()
  if (missing.length === 0) return fine(null, 'up to date')
  return {
    status: 'failed',
    version: null,
    detail: `not applied: ${missing.join(', ')}`,
    remedy: 'Restart with `npm start`, which brings the schema up to date.',
  }
}

async function checkObjects({ objects }: Parts, signal: AbortSignal): Promise<Finding> {
  await objects.check(signal)
  return fine(null, 'answers')
}

const notChosen: Finding = {
  status: 'warning',
  version: null,
  detail: 'no collection has been chosen yet',
  remedy: 'The first worker chooses it, or `atenex db migrate`.',
}

async function checkVectors({ vectors }: ActiveCollection, signal: AbortSignal): Promise<Finding> {
  const info = await vectors.info(signal)
  return fine(info.version, `${info.kind} at ${info.address}, at most ${info.maxTopK} hits a search`)
}

async function checkCollection({ row, vectors, embedder }: ActiveCollection, signal: AbortSignal): Promise<Finding> {
  const state = await vectors.describe(signal)
  if (state === null) {
    return {
      status: 'warning',
      version: null,
      detail: `"${row.name}" does not exist in the store`,
      remedy:
        '`atenex db migrate` or the next start of a worker creates it, empty; `atenex reindex` rebuilds what stood in it.',
    }
  }
  const differences = incompatibilities(row.fingerprint, embedder.fingerprint)
  const detail = `"${state.name}", ${state.dimension} dimensions, ${state.sparse ? 'dense and sparse' : 'dense only'}`
  if (differences.length === 0 && state.dimension === embedder.fingerprint.dimension) return fine(null, detail)
  return {
    status: 'failed',
    version: null,
    detail: `${detail}; the embedder does not fit: ${differences.join('; ')}`,
    remedy: 'Unset ATENEX_EMBEDDER to use the embedder the documents were embedded with.',
  }
}

async function checkEmbedder({ clock }: Parts, { embedder }: ActiveCollection, signal: AbortSignal): Promise<Finding> {
  const began = clock.monotonicMs()
  await embedder.embed(['¿Funciona?'], { role: 'query', companyId: null, signal })
  const { model, dimension, revision } = embedder.fingerprint
  const ms = Math.round(clock.monotonicMs() - began)
  return fine(revision.slice(0, 12), `${model}, ${dimension} dimensions, one question took ${ms} ms`)
}

function checkLanguageModel({ config }: Parts): Finding {
  if (config.llm.kind === 'none') return fine(null, 'none configured; answers are sentences quoted from the documents')
  return fine(null, `${config.llm.kind}: ${config.llm.model} (asked only when a question is)`)
}
