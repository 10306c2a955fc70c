import type { VectorTolerance } from '../../domain/vector-tolerance.ts'
import type { CollectionComparison, CopyLedger } from '../../ports/moves/copy-ledger.ts'
import type { KeyPage, KeyRange, RawCollection, RawRows } from '../../ports/raw-collection.ts'
import { someAtATime } from '../carry/some-at-a-time.ts'
import { sumOf } from '../carry/sum-of.ts'
import { pickRows } from './pick-rows.ts'
import { inParts, learnPartSize, type PartSize } from './part-size.ts'
import { roundedRows } from './rounded-rows.ts'
import { addDigests, noDigests, rowDigests } from './row-digests.ts'

export interface CompareDeps {
  readonly from: RawCollection
  readonly to: RawCollection
  readonly ledger: CopyLedger
  /** How much the numbers of float vectors may differ; null: in no bit. */
  readonly tolerance: VectorTolerance | null
  readonly onProgress: () => void
}

const mostExamples = 10

const nothingYet: CollectionComparison = {
  next: null,
  complete: false,
  keys: { from: 0, to: 0 },
  duplicates: { from: 0, to: 0 },
  hash: { from: noDigests, to: noDigests },
  missing: 0,
  different: 0,
  repaired: 0,
  extra: 0,
  tolerance: null,
  rounded: 0,
  deviation: 0,
  examples: [],
}

/**
 * Compares every row of both sides, goes on where the ledger says, and writes again what is missing or different. A comparison that was
 * made to its end, or with another tolerance, begins anew. Rows that only the new collection has are counted and never deleted: nobody knows whose they are.
 */
export async function compareCollections(deps: CompareDeps, signal: AbortSignal): Promise<CollectionComparison> {
  const { ledger, from, tolerance } = deps
  const begun = ledger.comparison
  const goesOn = begun !== null && !begun.complete && begun.tolerance === tolerance
  let found = goesOn ? begun : { ...nothingYet, tolerance }
  const size = learnPartSize()
  for await (const page of from.pages({ from: found.next, to: null }, signal)) {
    found = add(found, await comparePage(deps, page, size, signal))
    await ledger.compared(found)
    deps.onProgress()
  }
  return found
}

async function comparePage(
  deps: CompareDeps,
  page: KeyPage,
  size: PartSize,
  signal: AbortSignal,
): Promise<CollectionComparison> {
  const there = await keysBetween(deps.to, page, signal)
  const known = new Set(page.keys)
  const extra = there.keys.filter((key) => !known.has(key))
  const parts = await someAtATime(inParts(page.keys, size.rows), signal, async (keys) => {
    const part = await comparePart(deps, keys, signal)
    size.seen(keys.length, part.bytes)
    return part
  })
  const wrong = parts.flatMap((part) => part.wrong)
  // what was deleted from the old collection since its keys were read is there only in the new one
  const left = [...extra, ...parts.flatMap((part) => part.gone)]
  return {
    next: page.to,
    complete: page.to === null,
    keys: { from: sumOf(parts, (part) => part.from.length), to: sumOf(parts, (part) => part.to.length) + extra.length },
    duplicates: { from: page.rows - page.keys.length, to: there.rows - there.keys.length },
    hash: {
      from: addDigests(
        noDigests,
        parts.flatMap((part) => part.from),
      ),
      to: addDigests(
        noDigests,
        parts.flatMap((part) => part.to),
      ),
    },
    missing: sumOf(parts, (part) => part.missing),
    different: sumOf(parts, (part) => part.different),
    repaired: sumOf(parts, (part) => part.missing + part.different - part.wrong.length),
    extra: left.length,
    tolerance: deps.tolerance,
    rounded: sumOf(parts, (part) => part.rounded),
    deviation: Math.max(0, ...parts.map((part) => part.deviation)),
    examples: [...wrong, ...left.map((key) => `only the new collection has ${JSON.stringify(key)}`)].slice(
      0,
      mostExamples,
    ),
  }
}

interface PartFound {
  readonly from: readonly Buffer[]
  readonly to: readonly Buffer[]
  readonly bytes: number
  readonly missing: number
  readonly different: number
  /** Rows whose vectors are not the same to the bit, and within the tolerance; and the most that a number of them deviates. */
  readonly rounded: number
  readonly deviation: number
  /** Still not the same after they were written again. */
  readonly wrong: readonly string[]
  /** Keys that only the new collection has by now. */
  readonly gone: readonly string[]
}

async function comparePart(
  { from, to, tolerance }: CompareDeps,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<PartFound> {
  const [source, target] = await Promise.all([from.read(keys, signal), to.read(keys, signal)])
  const first = differences(source, target, tolerance)
  const { bytes } = source
  const still = new Set(source.keys)
  const gone = target.keys.filter((key) => !still.has(key))
  const digests = [...rowDigests(source).values()]
  if (first.missing.length + first.different.length === 0) {
    const { rounded, deviation } = first
    const there = [...rowDigests(target).values()]
    return { from: digests, to: there, bytes, missing: 0, different: 0, rounded, deviation, wrong: [], gone }
  }
  await to.write(pickRows(source, new Set([...first.missing, ...first.different])), signal)
  const again = await to.read(keys, signal)
  const left = differences(source, again, tolerance)
  return {
    from: digests,
    to: [...rowDigests(again).values()],
    bytes,
    missing: first.missing.length,
    different: first.different.length,
    rounded: left.rounded,
    deviation: left.deviation,
    wrong: [
      ...left.missing.map((key) => `${JSON.stringify(key)} is missing`),
      ...left.different.map((key) => `${JSON.stringify(key)} differs`),
    ],
    gone,
  }
}

function differences(source: RawRows, target: RawRows, tolerance: VectorTolerance | null) {
  const there = rowDigests(target)
  const missing: string[] = []
  const different: string[] = []
  for (const [key, digest] of rowDigests(source)) {
    const other = there.get(key)
    if (other === undefined) missing.push(key)
    else if (!other.equals(digest)) different.push(key)
  }
  const rounded = tolerance === null ? null : roundedRows(source, target, { keys: different, tolerance })
  return {
    missing,
    different: different.filter((key) => rounded?.has(key) !== true),
    rounded: rounded?.size ?? 0,
    deviation: Math.max(0, ...(rounded?.values() ?? [])),
  }
}

async function keysBetween(on: RawCollection, { from, to }: KeyRange, signal: AbortSignal) {
  const keys: string[] = []
  let rows = 0
  for await (const page of on.pages({ from, to }, signal)) {
    keys.push(...page.keys)
    rows += page.rows
  }
  return { keys, rows }
}

function add(sum: CollectionComparison, page: CollectionComparison): CollectionComparison {
  const both = (of: 'keys' | 'duplicates') => ({ from: sum[of].from + page[of].from, to: sum[of].to + page[of].to })
  const hash = (side: 'from' | 'to') => addDigests(sum.hash[side], [Buffer.from(page.hash[side], 'hex')])
  return {
    next: page.next,
    complete: page.complete,
    keys: both('keys'),
    duplicates: both('duplicates'),
    hash: { from: hash('from'), to: hash('to') },
    missing: sum.missing + page.missing,
    different: sum.different + page.different,
    repaired: sum.repaired + page.repaired,
    extra: sum.extra + page.extra,
    tolerance: sum.tolerance,
    rounded: sum.rounded + page.rounded,
    deviation: Math.max(sum.deviation, page.deviation),
    examples: [...sum.examples, ...page.examples].slice(0, mostExamples),
  }
}
