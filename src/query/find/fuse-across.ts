import type { ChunkId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import type { Embedder } from '../../ports/models.ts'
import { fuse } from './fuse.ts'
import type { PassageReader } from './live-passages.ts'

/** Of the fused list and of the dense one; passages behind them do not come to the front. Measured: all of them give the same. */
const fusedLooked = 20
const denseLooked = 40
/** Characters that tell the language of a passage. */
export const headOf = 500

interface Deps {
  readonly embedder: { readonly traits: Pick<Embedder['traits'], 'languageGap' | 'unrelated'> }
  readonly languageOf: (text: string) => 'es' | 'en' | null
}

interface Request {
  readonly question: string
  readonly denseWeight: number
  readonly depth: number
}

interface Legs {
  readonly fullScore: number | null
  readonly sparse: readonly Hit[]
  readonly dense: readonly Hit[]
}

/**
 * Fuses the legs. When the best candidates turn out to be in another language than the question, where the sparse leg sees little,
 * they are weighed as such and fused again.
 */
export async function fuseAcross(deps: Deps, request: Request, legs: Legs, reader: PassageReader): Promise<Hit[]> {
  const { question, denseWeight, depth } = request
  const { languageGap, unrelated } = deps.embedder.traits
  const { fullScore } = legs
  const first = fuse(legs.sparse, legs.dense, { denseWeight, depth, fullScore, unrelated })
  const asked = deps.languageOf(question)
  if (asked === null || legs.dense.length === 0) return first
  // the first ones are read anyway, of the others the beginning is enough
  const looked = await reader.look(first.slice(0, fusedLooked), legs.dense.slice(0, denseLooked), headOf)
  const across = new Set<ChunkId>()
  for (const [id, text] of looked) {
    const language = deps.languageOf(text.slice(0, headOf))
    if (language !== null && language !== asked) across.add(id)
  }
  if (across.size === 0) return first
  return fuse(legs.sparse, legs.dense, { denseWeight, depth, fullScore, unrelated, across, languageGap })
}
