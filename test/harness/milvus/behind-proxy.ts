import { randomUUID } from 'node:crypto'
import type { MilvusOptions } from '../../../src/adapters/milvus/calls/milvus-options.ts'
import { openMilvus } from '../../../src/adapters/milvus/open-milvus.ts'
import type { ObservedCall } from '../../../src/ports/vector-store-observer.ts'
import type { VectorStore } from '../../../src/ports/vector-store.ts'
import { silentLog } from '../log.ts'
import { testSpec } from './chunks.ts'
import type { Fault, FaultProxy } from './fault-proxy.ts'
import { startFaultProxy } from './fault-proxy.ts'
import type { AvailableServer } from './real-servers.ts'
import type { RealMilvus } from './server-process.ts'

const never = new AbortController().signal

/** A server of its own behind a proxy that breaks calls, with one collection. */
export interface MilvusBehindProxy {
  readonly lite: RealMilvus
  readonly proxy: FaultProxy
  readonly collection: string
  /** Past the proxy: what there really is. */
  readonly direct: VectorStore
  /** Through the proxy. */
  readonly store: VectorStore
  /** The calls of all its stores since the test began. */
  readonly observed: ObservedCall[]
  /** Another store of the collection, closed with the others. */
  open(address: string, more?: Partial<MilvusOptions>): VectorStore
  /** Breaks the first call of a method and lets everything else pass. */
  breakOnce(method: string, fault: Fault): void
  /** After each test: breaks nothing any more and forgets what was observed. */
  reset(): void
  close(): Promise<void>
}

export async function startMilvusBehindProxy(server: AvailableServer): Promise<MilvusBehindProxy> {
  await using started = new AsyncDisposableStack()
  const collection = `faults_${randomUUID().slice(0, 8)}`
  const observed: ObservedCall[] = []
  const lite = started.adopt(await server.start(), (one) => one.stop())
  const proxy = started.adopt(await startFaultProxy(lite.port), (one) => one.close())
  const opened: VectorStore[] = []
  started.defer(async () => void (await Promise.all(opened.map((one) => one.close()))))

  const open = (address: string, more: Partial<MilvusOptions> = {}) => {
    const observer = { call: (call: ObservedCall) => observed.push(call), breaker: () => {} }
    const one = openMilvus({ kind: 'milvus', address, collection, log: silentLog, observer, ...more })
    opened.push(one)
    return one
  }
  const breakOnce = (method: string, fault: Fault) => {
    let broken = false
    proxy.plan((call) => {
      if (broken || call.method !== method) return null
      broken = true
      return fault
    })
  }
  const reset = () => {
    proxy.plan(() => null)
    observed.length = 0
  }
  const [direct, store] = [open(lite.address), open(proxy.address)]
  await direct.ensure(testSpec(collection), never)
  await store.describe(never)
  const closing = started.move()
  const close = () => closing.disposeAsync()
  return { lite, proxy, collection, direct, store, observed, open, breakOnce, reset, close }
}
