import { createDocprocExtractor, docprocPath } from '../../adapters/neighbours/docproc.ts'
import { createNeighbour, type Neighbour } from '../../adapters/neighbours/neighbour.ts'
import { createReranker, rerankPath } from '../../adapters/neighbours/reranker.ts'
import { createSparseSearch, sparseSearchPath } from '../../adapters/neighbours/sparse-search.ts'
import type { Config } from '../../config/schema.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { Extractor } from '../../ports/extractor.ts'
import type { Log } from '../../ports/log.ts'
import type { NeighbourName, Reranker, WordSearch } from '../../ports/neighbours.ts'

export interface NeighbourDeps {
  readonly config: Config
  readonly metrics: Metrics
  readonly log: Log
}

/** What finds better with them; null where ours has to do. */
export interface QueryNeighbours {
  readonly reranker: Reranker | null
  readonly wordSearch: WordSearch | null
}

export function openQueryNeighbours(deps: NeighbourDeps): QueryNeighbours {
  const reranker = open(deps, 'reranker')
  const search = open(deps, 'sparse search')
  return {
    reranker: reranker === null ? null : createReranker(reranker),
    wordSearch: search === null ? null : createSparseSearch(search),
  }
}

/** Our own reader, or a neighbour's with ours behind it. */
export function withDocproc(deps: NeighbourDeps, own: Extractor): Extractor {
  const { docproc } = deps.config.neighbours
  const neighbour = open(deps, 'docproc')
  if (docproc === null || neighbour === null) return own
  const { maxTextCharacters } = deps.config.extract
  return createDocprocExtractor({ neighbour, timeoutMs: docproc.timeoutMs, own, maxTextCharacters, log: deps.log })
}

/** Those that are used, to be asked how they are. */
export function neighboursInUse(deps: NeighbourDeps): readonly (readonly [NeighbourName, Neighbour])[] {
  return names.flatMap((name) => {
    const neighbour = open(deps, name)
    return neighbour === null ? [] : [[name, neighbour] as const]
  })
}

const names = ['docproc', 'reranker', 'sparse search'] as const satisfies readonly NeighbourName[]
const paths = { docproc: docprocPath, reranker: rerankPath, 'sparse search': sparseSearchPath } as const

function open({ config, metrics, log }: NeighbourDeps, name: NeighbourName): Neighbour | null {
  const { docproc, reranker, sparseSearch } = config.neighbours
  const neighbour = { docproc, reranker, 'sparse search': sparseSearch }[name]
  if (neighbour === null) return null
  return createNeighbour(name, paths[name], { ...neighbour, observer: metrics.neighbours, log })
}
