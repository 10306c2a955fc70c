/**
 * Everything that must be equal for two embeddings to be comparable. Stored with the collection; existing data decides
 * which embedder is used, and another one is refused with an explanation.
 */
export interface EmbedderFingerprint {
  /** Stable name, such as `use-multilingual-v3`. */
  readonly model: string
  /** SHA-256 of the model file, or the remote model's version. */
  readonly revision: string
  readonly dimension: number
  /** What is put before a text: `none`, or `query:/passage:` style roles. */
  readonly prefixRule: string
  readonly normalised: boolean
  /** Version of the chunking rules; raised when the same document would be cut differently. */
  readonly chunking: string
}

/** What makes vectors incomparable when it differs: chunking alone does not. */
const comparableBy = ['model', 'revision', 'dimension', 'prefixRule', 'normalised'] as const

/** Equal for two embedders whose vectors can be compared, whatever the chunks are. */
export function vectorsKey(fingerprint: EmbedderFingerprint): string {
  return JSON.stringify(comparableBy.map((key) => fingerprint[key]))
}

/** Names of the properties that differ, for a message a person can act on. */
export function incompatibilities(stored: EmbedderFingerprint, offered: EmbedderFingerprint): string[] {
  const differences: string[] = []
  for (const key of comparableBy) {
    if (stored[key] !== offered[key]) differences.push(`${key}: stored ${stored[key]}, offered ${offered[key]}`)
  }
  return differences
}
