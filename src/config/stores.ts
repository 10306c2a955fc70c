import { printable, type Environment, type Findings } from './environment.ts'
import type { Side } from './neighbour-settings.ts'
import type { Config, MilvusAuth, VectorStoreConfig } from './schema.ts'
import { Secret } from './secret.ts'
import { settings } from './settings.ts'
import type { Values } from './settings.ts'
import { readTls } from './store-tls.ts'
import { reportUnused } from './unused-store-settings.ts'

/** The original's default, used when only a key is given. */
export const defaultZillizUri = 'https://in03-0afab716eb46d7f.serverless.gcp-us-west1.cloud.zilliz.com'

export type StoreValues = Values['ingestStore']
type Kind = VectorStoreConfig['kind']

export interface SideInput {
  readonly side: Side
  readonly own: StoreValues
  readonly kind: Kind
  readonly uri: string | null
  /** Of searches on Zilliz Cloud. */
  readonly level: number | null
}

/**
 * Where ingest writes and query reads. Each side may have its own credentials; what one side leaves open it takes from
 * the other. Only the sides this process has a role for are checked.
 */
export function readVectorStores(env: Environment, values: Values, findings: Findings): Config['vectorStore'] {
  const sides = [sideInput(env, 'INGEST', values), sideInput(env, 'QUERY', values)] as const
  const needed = sides.filter((input) => isNeeded(input.side, values))
  reportDisagreement(sides, findings)
  const ignored: Findings = { problems: [], warnings: [] }
  const [ingest, query] = sides.map((input) => readSide(env, input, needed.includes(input) ? findings : ignored))
  return { ingest: ingest ?? { kind: 'embedded' }, query: query ?? { kind: 'embedded' } }
}

function isNeeded(side: Side, values: Values): boolean {
  return values.start.roles.some((role) => role.startsWith(side.toLowerCase()))
}

/**
 * Credentials go together: a side that brings any of its own takes none from the other side. A read-only user on the
 * query side must never be completed with the password of the writer, and a key that is there but empty is a mistake to be
 * told, not a wish for the key of the other side.
 */
function sideInput(env: Environment, side: Side, values: Values): SideInput {
  const [own, other] =
    side === 'INGEST' ? [values.ingestStore, values.queryStore] : [values.queryStore, values.ingestStore]
  const bringsOwn =
    own.zillizKey !== null ||
    keyIsDeclared(env, side) ||
    own.token !== null ||
    own.user !== null ||
    own.password !== null
  const credentials = bringsOwn ? own : other
  const merged: StoreValues = {
    ...own,
    zillizKey: credentials.zillizKey,
    token: credentials.token,
    user: credentials.user,
    password: credentials.password,
    ca: own.ca ?? other.ca,
    // A certificate and its key are one thing: never that of one side with the key of the other.
    cert: own.cert === null && own.certKey === null ? other.cert : own.cert,
    certKey: own.cert === null && own.certKey === null ? other.certKey : own.certKey,
    serverName: own.serverName ?? other.serverName,
    database: own.database ?? other.database,
    collection: own.collection ?? other.collection,
  }
  const uri = own.uri ?? other.uri
  return {
    side,
    own: merged,
    uri,
    level: values.vectorStore.level,
    kind:
      values.vectorStore.kind ?? inferKind(uri, merged, keyIsDeclared(env, 'INGEST') || keyIsDeclared(env, 'QUERY')),
  }
}

/** A key that is there but empty means Zilliz with a broken Secret, not a wish for the embedded store. */
export function inferKind(uri: string | null, values: StoreValues, keyDeclared: boolean): Kind {
  const plain = uri?.startsWith('http://') === true
  if (values.zillizKey !== null || (keyDeclared && !plain)) return 'zilliz'
  if (uri === null) return 'embedded'
  return isZillizHost(uri) ? 'zilliz' : 'milvus'
}

export function keyIsDeclared(env: Environment, side: Side): boolean {
  return env[`${side}_ZILLIZ_API_KEY`] !== undefined
}

function isZillizHost(uri: string): boolean {
  const host = URL.parse(uri)?.hostname ?? ''
  return /(^|\.)zilliz(cloud)?\.(com|com\.cn)$/.test(host)
}

export function readSide(env: Environment, input: SideInput, findings: Findings): VectorStoreConfig {
  const { side, kind, uri } = input
  const { username = '', password = '' } = URL.parse(uri ?? '') ?? {}
  if (username !== '' || password !== '') {
    findings.problems.push(
      `${side}_MILVUS_URI must not hold a user or password: use ${side}_MILVUS_USER and ${side}_MILVUS_PASSWORD`,
    )
  }
  reportUnused(env, side, kind, findings)
  if (kind === 'embedded') return { kind }
  return kind === 'zilliz' ? zilliz(env, input, findings) : milvus(env, input, findings)
}

function zilliz(env: Environment, input: SideInput, findings: Findings): VectorStoreConfig {
  const { side, own, uri, level } = input
  if (uri?.startsWith('http://') === true) {
    findings.problems.push(
      `${side}_MILVUS_URI must begin with https:// for Zilliz Cloud (a key is set). For a plain Milvus at ${printable(uri)} remove the key`,
    )
  }
  if (own.zillizKey === null) {
    const state = env[`${side}_ZILLIZ_API_KEY`] === undefined ? 'is not set' : 'is empty'
    findings.problems.push(`${side}_ZILLIZ_API_KEY ${state}: Zilliz Cloud needs the key of the cluster`)
  }
  // Without a key the problem above stops the start: the placeholder is never used.
  const apiKey = own.zillizKey ?? Secret.of('')
  const address = uri ?? defaultZillizUri
  const tls = readTls(env, input, address, findings)
  return { kind: 'zilliz', ...remote(input), uri: address, apiKey, level, tls }
}

function milvus(env: Environment, input: SideInput, findings: Findings): VectorStoreConfig {
  const { side, own, uri } = input
  if (uri === null)
    findings.problems.push(
      `${side}_MILVUS_URI must be set when ${side === 'ATENEX_TARGET' ? 'ATENEX_TARGET_STORE' : 'ATENEX_VECTOR_STORE'} is milvus`,
    )
  return {
    kind: 'milvus',
    ...remote(input),
    uri: uri ?? '',
    auth: milvusAuth(side, own, findings),
    tls: readTls(env, input, uri ?? '', findings),
  }
}

function remote(input: SideInput) {
  const { database, collection, timeoutSeconds } = input.own
  return { database, collection, timeoutMs: timeoutSeconds * 1_000 }
}

function milvusAuth(side: Side, own: StoreValues, findings: Findings): MilvusAuth {
  if (own.token !== null) {
    if (own.user !== null || own.password !== null) {
      findings.problems.push(`${side}_MILVUS_TOKEN and ${side}_MILVUS_USER/_PASSWORD are both set: keep one of them`)
    }
    return { kind: 'token', token: own.token }
  }
  if (own.user === null && own.password === null) return { kind: 'none' }
  if (own.user !== null && own.password !== null) return { kind: 'password', user: own.user, password: own.password }
  const [set, missing] = own.user === null ? ['PASSWORD', 'USER'] : ['USER', 'PASSWORD']
  findings.problems.push(`${side}_MILVUS_${missing} must be set together with ${side}_MILVUS_${set}`)
  return { kind: 'none' }
}

function reportDisagreement(sides: readonly [SideInput, SideInput], findings: Findings): void {
  const [ingest, query] = sides
  if (ingest.kind !== query.kind) {
    findings.problems.push(
      `INGEST_MILVUS_URI and QUERY_MILVUS_URI (with their keys) mean different vector stores, ${ingest.kind} and ${query.kind}: answers would not see what is ingested`,
    )
  }
  const [written, read] = [ingest.own.collection, query.own.collection]
  if (ingest.kind !== 'embedded' && written !== read) {
    findings.problems.push(
      `${settings.ingestStore.collection.env} (${written}) and ${settings.queryStore.collection.env} (${read}) must name the same collection`,
    )
  }
  const [writtenDatabase, readDatabase] = [ingest.own.database ?? 'default', query.own.database ?? 'default']
  if (ingest.kind !== 'embedded' && writtenDatabase !== readDatabase) {
    findings.problems.push(
      `${settings.ingestStore.database.env} (${writtenDatabase}) and ${settings.queryStore.database.env} (${readDatabase}) must name the same database`,
    )
  }
  if (ingest.kind !== 'embedded' && ingest.uri !== query.uri) {
    findings.warnings.push(
      `INGEST_MILVUS_URI (${printable(ingest.uri ?? '')}) and QUERY_MILVUS_URI (${printable(query.uri ?? '')}) differ: both must lead to the same server`,
    )
  }
}
