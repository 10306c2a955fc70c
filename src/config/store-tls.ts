import { statSync } from 'node:fs'

import { nameInUse } from './environment.ts'
import type { Environment, Findings } from './environment.ts'
import type { Side } from './neighbour-settings.ts'
import type { MilvusTls } from './schema.ts'
import { settings } from './settings.ts'
import type { Values } from './settings.ts'

const files = ['ca', 'cert', 'certKey'] as const
const names = [...files, 'serverName'] as const

interface TlsInput {
  readonly side: Side
  /** What this side sets or takes from the other one. */
  readonly own: Pick<Values['ingestStore'], (typeof names)[number]>
}

/** How a server is trusted over TLS, of whatever kind it is; null when nothing is set. Files are looked at, not read. */
export function readTls(env: Environment, { side, own }: TlsInput, uri: string, findings: Findings): MilvusTls | null {
  const given = names.filter((name) => own[name] !== null)
  if (given.length === 0) return null
  const variable = (name: (typeof names)[number]) => variableOf(env, side, name)
  if (!uri.startsWith('https://')) {
    for (const name of given) {
      findings.problems.push(`${variable(name)} needs an address that begins with https:// in ${side}_MILVUS_URI`)
    }
    return null
  }
  for (const name of files) {
    const path = own[name]
    if (path === null || statSync(path, { throwIfNoEntry: false })?.isFile() === true) continue
    findings.problems.push(`${variable(name)} names a file that is not there: ${path}`)
  }
  if ((own.cert === null) !== (own.certKey === null)) {
    findings.problems.push(`${side}_MILVUS_TLS_CERT and ${side}_MILVUS_TLS_KEY must be set together`)
  }
  const client = own.cert !== null && own.certKey !== null ? { cert: own.cert, key: own.certKey } : null
  return { ca: own.ca, client, serverName: own.serverName }
}

/** The variable that is set: this side's, or else that of the other side. */
function variableOf(env: Environment, side: Side, name: (typeof names)[number]): string {
  if (side === 'ATENEX_TARGET') return nameInUse(env, settings.targetStore[name]) ?? settings.targetStore[name].env
  const [own, other] =
    side === 'INGEST' ? [settings.ingestStore, settings.queryStore] : [settings.queryStore, settings.ingestStore]
  return nameInUse(env, own[name]) ?? nameInUse(env, other[name]) ?? own[name].env
}
