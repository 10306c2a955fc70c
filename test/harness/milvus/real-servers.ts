import { startLite2, startLite3 } from './lite.ts'
import type { EnvironmentName, PythonEnvironment } from './python-environments.ts'
import { needed, pythonEnvironment } from './python-environments.ts'
import type { RealMilvus } from './server-process.ts'
import { startStandalone } from './standalone.ts'

// The servers that the product is tried on, what they cannot do included.

export type ServerName = 'Milvus Standalone 2.3.5' | 'Milvus Lite 2.5.1' | 'Milvus Lite 3.2.0'

interface ServerKind {
  readonly environment: EnvironmentName
  readonly start: (from: PythonEnvironment) => Promise<RealMilvus>
  /** Finds by words. Where it cannot, a new collection is dense only and every answer has to say so. */
  readonly words: boolean
  /** Shows readers the old or the new row of an upsert. Where it does not, they see fewer rows for a moment. */
  readonly wholeUpserts: boolean
}

const kinds: Readonly<Record<ServerName, ServerKind>> = {
  'Milvus Standalone 2.3.5': {
    environment: 'milvus-2.3.5-lite-2.5.1',
    start: startStandalone,
    words: false,
    wholeUpserts: true,
  },
  'Milvus Lite 2.5.1': { environment: 'milvus-2.3.5-lite-2.5.1', start: startLite2, words: false, wholeUpserts: false },
  'Milvus Lite 3.2.0': { environment: 'milvus-lite-3.2.0', start: startLite3, words: true, wholeUpserts: true },
}

/** The call in which Milvus Lite 3.2 gets its rows. */
export const writesRows = 'Insert'

/** One of the servers on this machine; without its environment `start` throws the reason that was printed. */
export interface AvailableServer {
  readonly name: ServerName
  readonly missing: boolean
  readonly words: boolean
  readonly wholeUpserts: boolean
  /** A new one of the caller's own. */
  readonly start: () => Promise<RealMilvus>
}

export async function findServer(name: ServerName): Promise<AvailableServer> {
  const { environment, start, words, wholeUpserts } = kinds[name]
  const python = await pythonEnvironment(environment)
  return { name, words, wholeUpserts, missing: python.found === null, start: async () => start(needed(python)) }
}

export function findServers(): Promise<AvailableServer[]> {
  return Promise.all(Object.keys(kinds).map((name) => findServer(name as ServerName)))
}
