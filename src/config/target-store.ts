import type { Environment, Findings } from './environment.ts'
import type { VectorStoreConfig } from './schema.ts'
import type { Values } from './settings.ts'
import { inferKind, keyIsDeclared, readSide } from './stores.ts'
import { reportWithoutTarget } from './unused-store-settings.ts'

/** The store a move goes to; null when none is named. Nothing is taken from the settings of ingest and query. */
export function readTarget(env: Environment, values: Values, findings: Findings): VectorStoreConfig | null {
  const { target, targetStore: own } = values
  const keyDeclared = keyIsDeclared(env, 'ATENEX_TARGET')
  if (target.kind === null && own.uri === null && !keyDeclared) {
    reportWithoutTarget(env, findings)
    return null
  }
  const kind = target.kind ?? inferKind(own.uri, own, keyDeclared)
  return readSide(env, { side: 'ATENEX_TARGET', own, kind, uri: own.uri, level: values.vectorStore.level }, findings)
}
