import type { SharedValue } from '../../../flow/single-flight.ts'
import { shareValue, singleFlight } from '../../../flow/single-flight.ts'
import type { MilvusClient } from '../calls/milvus-call.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import { timeoutsOf } from '../calls/milvus-options.ts'
import type { CallClass } from '../calls/policy/retry-policy.ts'
import type { AdminTarget } from './collection-admin.ts'
import { loadCollection } from './collection-admin.ts'
import type { OpenCollection } from './open-collection.ts'
import { openCollection } from './open-collection.ts'
import { probeServer } from './probe-server.ts'
import type { ServerProfile } from './server-profile.ts'

/** Someone waits for an answer, or it is work in the background: decides how patiently the server is asked. */
export type Patience = 'answer' | 'background'

const classOf = (patience: Patience): CallClass => (patience === 'answer' ? 'answer' : 'admin')

export function missing(options: MilvusOptions): MilvusFailure {
  const facts = { kind: 'collection-missing' as const, method: 'DescribeCollection', grpcCode: null, serverCode: 100 }
  return new MilvusFailure(`DescribeCollection: there is no collection ${options.collection}`, facts)
}

/** What is known about server and collection, asked for once for all who want to know. */
export interface Known {
  readonly profile: SharedValue<ServerProfile>
  readonly collection: SharedValue<OpenCollection>
  readonly load: (signal: AbortSignal) => Promise<void>
}

/** Asks nothing before somebody wants to know. `life` ends what is being asked. */
export function askFor(client: MilvusClient, options: MilvusOptions, patience: Patience, life: AbortSignal): Known {
  const target = targetOf(client, options, patience, life)
  const profile = shareValue(() => probeServer(client, options, classOf(patience), life))
  const collection = shareValue(async () => {
    const found = await openCollection(target, await profile.get(life))
    if (found === null) throw missing(options)
    return found
  })
  const { answerBudget, backgroundBudget } = timeoutsOf(options)
  const load = singleFlight(() => loadCollection(target, patience === 'answer' ? answerBudget : backgroundBudget))
  return { profile, collection, load }
}

export function targetOf(
  client: MilvusClient,
  options: MilvusOptions,
  patience: Patience,
  signal: AbortSignal,
): AdminTarget {
  const database = options.database ?? 'default'
  return { client, database, collection: options.collection, class: classOf(patience), signal }
}

/** Null when there is no such collection. */
export async function knownOrNull({ collection }: Known, signal: AbortSignal): Promise<OpenCollection | null> {
  try {
    return await collection.get(signal)
  } catch (error) {
    if (isFailure(error, 'collection-missing')) return null
    throw error
  }
}
