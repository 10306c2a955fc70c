import type { Finding } from './finding.ts'
import { finding } from './finding.ts'
import type { MilvusClient } from '../calls/milvus-client.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import { displayAddress, endpointOf, timeoutsOf } from '../calls/milvus-options.ts'
import { limitsDate } from '../collection/server-limits.ts'
import type { ServerProfile } from '../collection/server-profile.ts'
import { probeServer } from '../collection/probe-server.ts'
import { familyName } from '../collection/server-family.ts'
import { decodeNames, decodeTimestamp, decodeVersion, encodeNothing } from '../wire/server-messages.ts'

interface Parts {
  readonly client: MilvusClient
  readonly options: MilvusOptions
  readonly signal: AbortSignal
}

/** Within a region a round trip takes a few milliseconds; from here on each question feels it. */
const slowRoundTripMs = 100
const roundTrips = 5
/** Time-outs, tokens and certificates begin to fail at about this difference. */
const maxClockSkewMs = 30_000

/** Why a call that every key may make was refused. */
export function explainFailure(failure: MilvusFailure, options: MilvusOptions): Finding {
  const where = displayAddress(endpointOf(options))
  const text = failure.message
  if (/suspend|stopped|paused|hibernat/i.test(text) || isFrontDoor(failure, options)) {
    const remedy = 'Resume the cluster in the Zilliz Cloud console; free clusters are suspended after seven idle days.'
    return finding(
      'server',
      'error',
      'server_suspended',
      `The cluster at ${where} is suspended or deleted. ${text}`,
      remedy,
    )
  }
  if (failure.kind === 'unauthenticated') return keyFinding(options, where)
  if (failure.kind === 'forbidden') {
    const remedy = 'Give the role of this key the right for the call named here.'
    return finding('server', 'error', 'no_right', `The key is valid but may not do this. ${text}`, remedy)
  }
  if (failure.kind === 'database-missing') return databaseMissing(options.database ?? 'default', null)
  if (failure.kind === 'timeout') {
    const remedy = 'Check that the port is that of gRPC, not of a web page; a cluster that wakes up may take a minute.'
    return finding('server', 'error', 'no_answer', `${where} accepts connections but does not answer.`, remedy)
  }
  if (/protocol error|parse error|invalid content-type|HTTP status code/i.test(text)) {
    const message = `Something answers at ${where}, but it is not Milvus. ${text}`
    const remedy = 'Correct the port: Milvus speaks gRPC on 19530 (9091 is its web page), Zilliz Serverless on 443.'
    return finding('server', 'error', 'not_milvus', message, remedy)
  }
  if (failure.kind === 'unavailable') {
    const remedy = 'Wait until the server is up; look at its log when that takes longer than a few minutes.'
    return finding('server', 'error', 'not_ready', `The server at ${where} is not ready. ${text}`, remedy)
  }
  return finding('server', 'error', 'refused', text, 'Look at the log of the server.')
}

/** A Zilliz host that answers HTTP instead of gRPC: the front door is there, the cluster behind it is not. */
function isFrontDoor(failure: MilvusFailure, options: MilvusOptions): boolean {
  return options.kind === 'zilliz' && /HTTP status code (404|503)/i.test(failure.message)
}

function keyFinding(options: MilvusOptions, where: string): Finding {
  const [key, remedy] =
    options.kind === 'zilliz'
      ? ['API key', 'Set INGEST_ZILLIZ_API_KEY and QUERY_ZILLIZ_API_KEY to a key of this cluster.']
      : [
          'user and password',
          'Set …_MILVUS_USER and …_MILVUS_PASSWORD, or …_MILVUS_TOKEN, to those of a user of this server.',
        ]
  if (!options.credential?.()) {
    return finding('server', 'error', 'key_missing', `${where} wants a key; the ${key} is NOT SET.`, remedy)
  }
  return finding('server', 'error', 'key_wrong', `${where} refuses the ${key} that is set.`, remedy)
}

function databaseMissing(wanted: string, present: readonly string[] | null): Finding {
  const seen = present === null ? '' : ` There are: ${present.join(', ')}.`
  const message = `The database ${wanted} does not exist.${seen}`
  return finding(
    'database',
    'error',
    'database_missing',
    message,
    'Create the database, or name one that exists in …_MILVUS_DATABASE.',
  )
}

/** Key, version and capabilities. Null as profile when it makes no sense to go on. */
export async function diagnoseServer(parts: Parts): Promise<{ profile: ServerProfile | null; findings: Finding[] }> {
  const { client, options, signal } = parts
  try {
    const once: MilvusClient = { ...client, call: (call) => client.call({ ...call, once: true }) }
    const profile = await probeServer(once, options, 'admin', signal)
    return { profile, findings: abilityFindings(profile) }
  } catch (error) {
    if (!(error instanceof MilvusFailure)) throw error
    return { profile: null, findings: [explainFailure(error, options)] }
  }
}

const how = {
  version: 'by its version',
  probe: 'by what it showed',
  nothing: 'so only what every server does is used',
} as const

function abilityFindings(profile: ServerProfile): Finding[] {
  const { version, family, knownBy, abilities, plan, limits } = profile
  const say = (what: string, has: boolean) => `${what} ${has ? 'yes' : 'no'}`
  const features = [
    say('filter templates', abilities.filterTemplates),
    say('BM25', abilities.bm25),
    say('partition key', abilities.partitionKey === 'yes'),
    say('nullable', abilities.nullable),
    `index ${abilities.denseIndex}`,
    abilities.guardsWrites ? 'parallel writes' : 'one write at a time',
  ].join(', ')
  const known = `top-k ${limits.topK} (limits of ${limitsDate})`
  const message = `Version ${version} (${familyName(family)}, ${how[knownBy]}), plan ${plan}: ${features}, ${known}.`
  const findings = [finding('server', 'ok', 'server_answers', message)]
  if (!abilities.bm25) findings.push(denseOnly)
  return findings
}

const denseOnly = finding(
  'server',
  'note',
  'dense_only',
  'This server does not surely have BM25: a new collection holds embeddings only, and nothing else is sent to it.',
  'Milvus from 2.5 on, Zilliz Cloud and the embedded store also find by words.',
)

export async function diagnoseRoundTrip({ client, options, signal }: Parts): Promise<Finding> {
  const times: number[] = []
  for (let round = 0; round < roundTrips; round++) {
    const started = client.clock.monotonicMs()
    const call = { method: 'GetVersion', class: 'admin' as const, body: encodeNothing(), decode: decodeVersion, signal }
    await client.call({ ...call, once: true, timeoutMs: timeoutsOf(options).query }).catch((error: unknown) => {
      // That there is no such call is an answer, too.
      if (!isFailure(error, 'unimplemented')) throw error
    })
    times.push(client.clock.monotonicMs() - started)
  }
  const median = times.toSorted((left, right) => left - right)[Math.floor(roundTrips / 2)] ?? 0
  const message = `A round trip takes ${median.toFixed(1)} ms (median of ${roundTrips}).`
  if (median < slowRoundTripMs) return finding('server', 'ok', 'round_trip', message)
  const remedy = 'Run this service in the region of the cluster; each question makes two to three round trips.'
  return finding('server', 'warning', 'slow_round_trip', message, remedy)
}

/** Null when the server does not tell its time. */
export async function diagnoseClock({ client, signal }: Parts): Promise<Finding | null> {
  const call = {
    method: 'AllocTimestamp',
    class: 'admin' as const,
    body: encodeNothing(),
    decode: decodeTimestamp,
    signal,
  }
  try {
    const timestamp = await client.call({ ...call, once: true })
    if (timestamp === 0n) return null
    const skewMs = Number(timestamp >> 18n) - client.clock.now().getTime()
    const message = `The clock of the server is ${Math.round(Math.abs(skewMs) / 1_000)} s ${skewMs > 0 ? 'ahead' : 'behind'}.`
    if (Math.abs(skewMs) < maxClockSkewMs) return finding('server', 'ok', 'clock', message)
    return finding(
      'server',
      'warning',
      'clock_skew',
      message,
      'Switch time synchronisation on, here and on the server.',
    )
  } catch (error) {
    if (error instanceof MilvusFailure) return null
    throw error
  }
}

/** Null when the key may not list databases, or the server has none. */
export async function diagnoseDatabase({ client, options, signal }: Parts): Promise<Finding | null> {
  const wanted = options.database ?? 'default'
  const call = {
    method: 'ListDatabases',
    class: 'admin' as const,
    body: encodeNothing(),
    decode: decodeNames,
    signal,
  }
  try {
    const names = await client.call({ ...call, once: true })
    if (!names.includes(wanted)) return databaseMissing(wanted, names)
    return finding('database', 'ok', 'database', `The database ${wanted} exists.`)
  } catch (error) {
    if (isFailure(error, 'database-missing')) return databaseMissing(wanted, null)
    if (error instanceof MilvusFailure) return null
    throw error
  }
}
