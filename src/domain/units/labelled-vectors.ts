import type { EmbedderFingerprint } from '../fingerprint.ts'

type Maker = Pick<EmbedderFingerprint, 'model' | 'revision' | 'prefixRule'>

/** First byte of the labelled form; what earlier versions wrote begins with the version of the pieces, a small number. */
const mark = 0xff
const wordBytes = 4

/**
 * Piece vectors as they are stored with a chunk: those of one embedder, or of two while a move to another embedder is open,
 * each under the label of its embedder.
 */
export function labelVectors(packed: Uint8Array, maker: Maker): Uint8Array {
  return writeSections([{ label: labelOf(maker), packed }])
}

function writeSections(sections: readonly LabelledVectors[]): Uint8Array {
  const bytes = new Uint8Array(1 + sections.reduce((sum, one) => sum + 2 * wordBytes + one.packed.length, 0))
  const view = new DataView(bytes.buffer)
  bytes[0] = mark
  let at = 1
  for (const { label, packed: part } of sections) {
    view.setUint32(at, label)
    view.setUint32(at + wordBytes, part.length)
    bytes.set(part, at + 2 * wordBytes)
    at += 2 * wordBytes + part.length
  }
  return bytes
}

/**
 * What is to be stored when an embedder made vectors for a chunk that has some already: those, and what the other embedder
 * made. Null when there are none of either.
 */
export function addVectors(stored: Uint8Array | null, added: Uint8Array | null, other: Maker): Uint8Array | null {
  const before = stored === null || stored.length === 0 ? [] : sectionsOf(stored, other)
  const fresh = added === null ? [] : sectionsOf(added, other)
  const kept = before.filter(({ label }) => label === labelOf(other) && fresh.every((one) => one.label !== label))
  return kept.length + fresh.length === 0 ? null : writeSections([...kept, ...fresh])
}

export interface LabelledVectors {
  readonly label: number
  readonly packed: Uint8Array
}

/**
 * The vectors that this embedder made; null when there are none. Those without a label are from before there were moves to
 * another embedder, so they are of the only one there was.
 */
export function vectorsBy(stored: Uint8Array | null, maker: Maker): Uint8Array | null {
  if (stored === null || stored.length === 0) return null
  return sectionsOf(stored, maker).find(({ label }) => label === labelOf(maker))?.packed ?? null
}

/** All that is stored. @param first whose those without a label are. */
export function sectionsOf(stored: Uint8Array, first: Maker): readonly LabelledVectors[] {
  if (stored[0] !== mark) return [{ label: labelOf(first), packed: stored }]
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength)
  const sections: LabelledVectors[] = []
  for (let at = 1; at + 2 * wordBytes <= stored.length;) {
    const [label, length] = [view.getUint32(at), view.getUint32(at + wordBytes)]
    const from = at + 2 * wordBytes
    sections.push({ label, packed: stored.subarray(from, from + length) })
    at = from + length
  }
  return sections
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv. Two embedders of one installation must not share it; no more. */
export function labelOf({ model, revision, prefixRule }: Maker): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(`${model}\n${revision}\n${prefixRule}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return hash >>> 0
}
