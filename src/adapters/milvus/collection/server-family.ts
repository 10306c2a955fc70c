/** Which product answers and how new it is, as far as its own words say so for certain. */
export type ServerFamily =
  /** Standalone or Cluster, also the build that a Python package brings along (`v2.3.5-lite`). */
  | { readonly name: 'milvus'; readonly version: Version }
  | { readonly name: 'milvus-lite'; readonly version: Version }
  /** The version of Milvus it is compatible with; null when it does not say. */
  | { readonly name: 'zilliz'; readonly version: Version | null }
  | { readonly name: 'unknown' }

export type Version = readonly [major: number, minor: number]

/** What a server says about itself: GetVersion, and the build tags of Connect. Empty where it has no such call. */
export interface ServerWords {
  readonly version: string
  readonly buildTags: string
}

/** The whole text must be a version: what merely holds two numbers somewhere says nothing. */
const plainVersion = /^v?(\d{1,4})\.(\d{1,4})(?:\.(?:\d+|x))*(?:[-+ ](.*))?$/i
const liteVersion = /^milvus[-_ ]?lite[-_ ]v?(\d{1,4})\.(\d{1,4})(?:\.\d+)*(?:[-+.].*)?$/i
const liteBuild = /^milvus[-_]?lite$/i
const zillizVersion = /^zilliz\b/i
const compatibleWith = /\bcompatible with milvus v?(\d{1,4})\.(\d{1,4})/i

const unknown: ServerFamily = { name: 'unknown' }

export function familyOf({ version, buildTags }: ServerWords): ServerFamily {
  const text = version.trim()
  if (zillizVersion.test(text)) return { name: 'zilliz', version: versionIn(compatibleWith.exec(text)) }
  const lite = versionIn(liteVersion.exec(text) ?? (liteBuild.test(buildTags) ? plainVersion.exec(text) : null))
  if (lite !== null) return { name: 'milvus-lite', version: lite }
  const plain = plainVersion.exec(text)
  const found = versionIn(plain)
  if (found === null) return unknown
  // Up to 2.4 a build called "lite" was the whole server in one process; later the name means another product.
  if (isAtLeast(found, [2, 5]) && /\blite\b/i.test(plain?.[3] ?? '')) return unknown
  return { name: 'milvus', version: found }
}

function versionIn(match: RegExpExecArray | null): Version | null {
  return match === null ? null : [Number(match[1]), Number(match[2])]
}

export function isAtLeast(version: Version, [major, minor]: Version): boolean {
  return version[0] > major || (version[0] === major && version[1] >= minor)
}

/** As it is shown to a person: `Milvus 2.3`. */
export function familyName(family: ServerFamily): string {
  const names = { milvus: 'Milvus', 'milvus-lite': 'Milvus Lite', zilliz: 'Zilliz Cloud', unknown: 'an unknown server' }
  const name = names[family.name]
  return family.name === 'unknown' || family.version === null ? name : `${name} ${family.version.join('.')}`
}
