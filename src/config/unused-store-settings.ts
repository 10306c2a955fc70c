import { nameInUse } from './environment.ts'
import type { Environment, Findings } from './environment.ts'
import type { Side } from './neighbour-settings.ts'
import type { VectorStoreConfig } from './schema.ts'
import { settings } from './settings.ts'

type Kind = VectorStoreConfig['kind']
type Name = keyof typeof settings.ingestStore

/** What each kind of store makes no use of. */
const unused: Readonly<Record<Kind, (name: Name) => boolean>> = {
  embedded: () => true,
  milvus: (name) => name === 'zillizKey',
  zilliz: (name) => name === 'token' || name === 'user' || name === 'password',
}

const storeSettingsOf: Readonly<Record<Side, typeof settings.ingestStore>> = {
  INGEST: settings.ingestStore,
  QUERY: settings.queryStore,
  ATENEX_TARGET: settings.targetStore,
}

/** A setting that would change nothing is a mistake in what somebody believes about this installation. */
export function reportUnused(env: Environment, side: Side, kind: Kind, findings: Findings): void {
  const own = storeSettingsOf[side]
  const address = nameInUse(env, own.uri)
  // a wrong address is read as none, and what goes with it is no second mistake
  if (address !== null && findings.problems.some((problem) => problem.startsWith(`${address} `))) return
  for (const [name, setting] of Object.entries(own)) {
    // The keys of the table are its names.
    if (!unused[kind](name as Name)) continue
    const variable = nameInUse(env, setting)
    if (variable !== null) findings.problems.push(`${variable} is not used ${instead(side, kind)}`)
  }
}

/** The name of a collection or a certificate alone says nothing about where it is. */
export function reportWithoutTarget(env: Environment, findings: Findings): void {
  for (const setting of Object.values(settings.targetStore)) {
    const variable = nameInUse(env, setting)
    if (variable !== null)
      findings.problems.push(`${variable} is not used without ATENEX_TARGET_MILVUS_URI: set that too, or remove it`)
  }
}

function instead(side: Side, kind: Kind): string {
  switch (kind) {
    case 'embedded':
      return (
        `with the embedded vector store: remove it, or name a server in ${side}_MILVUS_URI ` +
        `and do not set ${side === 'ATENEX_TARGET' ? 'ATENEX_TARGET_STORE' : 'ATENEX_VECTOR_STORE'} to embedded`
      )
    case 'milvus':
      return `with a Milvus of your own: remove it; ${side}_MILVUS_TOKEN, or user and password, are its credentials`
    case 'zilliz':
      return `with Zilliz Cloud: ${side}_ZILLIZ_API_KEY is its credential`
  }
}
