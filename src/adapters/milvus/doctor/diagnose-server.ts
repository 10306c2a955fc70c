import { databaseMissing, explainFailure } from './explain-failure.ts'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'
import type { MilvusClient } from '../calls/milvus-call.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import { timeoutsOf } from '../calls/milvus-options.ts'
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
