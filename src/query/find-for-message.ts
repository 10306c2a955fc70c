import type { Found, FindDeps, FindRequest } from './find/find-passages.ts'
import { findPassages } from './find/find-passages.ts'
import type { RankedPassage } from '../domain/passage.ts'
import { askedParts } from './question/asked-parts.ts'

/** What was found for a message, and the part of it that is the question. */
export interface FoundForMessage extends Found {
  /** The message without what stands around its questions. */
  readonly asked: string
}

/**
 * Finds passages for each question of a message. Results of several questions are interleaved, so that each has its best ones in
 * front.
 */
export async function findForMessage(deps: FindDeps, request: FindRequest): Promise<FoundForMessage> {
  const parts = askedParts(request.question)
  const all = await Promise.all(parts.map((question) => findPassages(deps, { ...request, question })))
  const asked = parts.join(' ')
  const [first, ...others] = all
  if (first === undefined || others.length === 0) return { ...(first ?? (await findPassages(deps, request))), asked }
  const similarities = all.flatMap(({ similarity }) => (similarity === null ? [] : [similarity]))
  const shares = all.flatMap(({ knownShare }) => (knownShare === null ? [] : [knownShare]))
  return {
    ...first,
    asked,
    fusedOrder: false,
    passages: inTurns(all.map(({ passages }) => passages)).slice(0, request.wanted),
    terms: [...new Set(all.flatMap(({ terms }) => terms))],
    meant: new Map(all.flatMap(({ meant }) => [...meant])),
    embedding: meanOf(all.flatMap(({ embedding }) => (embedding === null ? [] : [embedding]))),
    similarity: similarities.length === 0 ? null : Math.max(...similarities),
    knownShare: shares.length === 0 ? null : Math.min(...shares),
    report: all.map(({ report }) => report).find(({ degraded }) => degraded) ?? first.report,
  }
}

function inTurns(lists: readonly (readonly RankedPassage[])[]): RankedPassage[] {
  const longest = Math.max(...lists.map((list) => list.length))
  const taken = new Map<string, RankedPassage>()
  for (let rank = 0; rank < longest; rank += 1) {
    for (const list of lists) {
      const passage = list[rank]
      if (passage !== undefined && !taken.has(passage.id)) taken.set(passage.id, passage)
    }
  }
  return [...taken.values()]
}

/** Of unit length, as each of them. */
function meanOf(embeddings: readonly Float32Array[]): Float32Array | null {
  const [first, ...others] = embeddings
  if (first === undefined || others.length === 0) return first ?? null
  const sum = first.map((value, at) => others.reduce((total, other) => total + (other[at] ?? 0), value))
  const length = Math.hypot(...sum) || 1
  return sum.map((value) => value / length)
}
