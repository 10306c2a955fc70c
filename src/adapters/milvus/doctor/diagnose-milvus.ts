import { AppError } from '../../../domain/errors.ts'
import type { AdminTarget } from '../collection/collection-admin.ts'
import type { Wanted } from './diagnose-collection.ts'
import { diagnoseCollection } from './diagnose-collection.ts'
import { diagnoseLimits } from './diagnose-limits.ts'
import { diagnoseName, diagnosePort, diagnoseTls, speaksTls } from './diagnose-network.ts'
import { diagnoseClock, diagnoseDatabase, diagnoseRoundTrip, diagnoseServer } from './diagnose-server.ts'
import { diagnoseWrite } from './diagnose-write.ts'
import { explainFailure } from './explain-failure.ts'
import type { Finding } from './finding.ts'
import { finding } from './finding.ts'
import { proxyFor } from '../grpc/http-proxy.ts'
import { endpointOf } from '../calls/milvus-address.ts'
import type { MilvusClient } from '../calls/milvus-call.ts'
import { createMilvusClient } from '../calls/milvus-client.ts'
import { MilvusFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import { defaultLimits } from '../calls/milvus-options.ts'
import type { Endpoint } from '../grpc/endpoint.ts'

export interface Diagnosis {
  /** Also write, read and delete a row in a scratch collection. */
  readonly write?: boolean
  /** Floats of the embedder in use; compared with the collection. */
  readonly dimension?: number
  /** Candidates a question asks for; compared with the plan. */
  readonly topK?: number
  readonly signal: AbortSignal
}

const networkTimeoutMs = 5_000
const failed = (findings: readonly Finding[]) => findings.some(({ level }) => level === 'error')

/**
 * Looks at a Milvus or Zilliz target from the outside in and names the exact cause of what does not work, with its remedy.
 * Stops at the first layer that fails, since everything behind it would fail too. Never throws for what it is there to find.
 */
export async function diagnoseMilvus(options: MilvusOptions, diagnosis: Diagnosis): Promise<readonly Finding[]> {
  let endpoint: Endpoint
  try {
    endpoint = endpointOf(options)
    if (options.kind === 'zilliz' && !options.credential?.()) return [keyNotSet]
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [finding('configuration', 'error', 'configuration', error.message, 'Correct the setting.')]
  }
  const network = await diagnoseNetwork(endpoint, options)
  if (failed(network)) return network
  const client = createMilvusClient(options)
  try {
    return [...network, ...(await diagnoseBehindNetwork(client, endpoint, options, diagnosis))]
  } finally {
    await client.close()
  }
}

const keyNotSet = finding(
  'configuration',
  'error',
  'key_missing',
  'Zilliz Cloud needs an API key; it is NOT SET.',
  'Set INGEST_ZILLIZ_API_KEY and QUERY_ZILLIZ_API_KEY, or their _FILE variants.',
)

async function diagnoseNetwork(endpoint: Endpoint, options: MilvusOptions): Promise<readonly Finding[]> {
  const proxy = proxyFor(endpoint.host, process.env)
  // Behind a proxy this machine need not know the name nor reach the port; what fails there shows with the first call.
  if (proxy !== null) return [finding('network', 'note', 'through_proxy', `Calls go through the proxy ${proxy.host}.`)]
  const name = await diagnoseName(endpoint)
  if (name.level === 'error') return [name]
  const port = await diagnosePort(endpoint, networkTimeoutMs)
  if (port.level === 'error' || !endpoint.secure) return [name, port]
  const now = options.clock?.now() ?? new Date()
  return [name, port, await diagnoseTls(endpoint, options.tls ?? {}, networkTimeoutMs, now)]
}

async function diagnoseBehindNetwork(
  client: MilvusClient,
  endpoint: Endpoint,
  options: MilvusOptions,
  diagnosis: Diagnosis,
): Promise<readonly Finding[]> {
  const parts = { client, options, signal: diagnosis.signal }
  const server = await diagnoseServer(parts)
  if (server.profile === null) {
    if (!endpoint.secure && (await speaksTls(endpoint, networkTimeoutMs))) return [wantsTls]
    return server.findings
  }
  const database = await diagnoseDatabase(parts)
  const findings = [...server.findings, ...(database === null ? [] : [database])]
  if (failed(findings)) return findings
  const clock = await diagnoseClock(parts)
  findings.push(await diagnoseRoundTrip(parts), ...(clock === null ? [] : [clock]))
  const target: AdminTarget = {
    client,
    database: options.database ?? 'default',
    collection: options.collection,
    class: 'admin',
    signal: diagnosis.signal,
    once: true,
  }
  const batchBytes = options.limits?.batchBytes ?? defaultLimits.batchBytes
  const wanted: Wanted = { dimension: diagnosis.dimension ?? null, topK: diagnosis.topK ?? null, batchBytes }
  try {
    findings.push(...(await diagnoseCollection(target, server.profile, wanted)))
    findings.push(...(await diagnoseLimits(target, server.profile, wanted)))
    if (diagnosis.write) findings.push(await diagnoseWrite(target, options, server.profile))
  } catch (error) {
    if (!(error instanceof MilvusFailure)) throw error
    findings.push(explainFailure(error, options))
  }
  return findings
}

const wantsTls = finding(
  'tls',
  'error',
  'server_wants_tls',
  'The server speaks TLS, but the address says http://.',
  'Write https:// in the address.',
)
