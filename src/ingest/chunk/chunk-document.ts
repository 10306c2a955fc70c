// `chunk/` cuts a document's text into chunks: outline (`outliner.ts`), units, groups, and the column names that go with table rows.
import { hash } from 'node:crypto'
import { indexedText, type Chunk } from '../../domain/chunk.ts'
import type { ExtractedText } from '../../domain/extracted.ts'
import type { Steps } from '../../domain/text/steps.ts'
import { headingPlace } from '../../domain/place.ts'
import { isSpace } from '../../domain/text/white-space.ts'
import { createBreather, type Breathe } from '../../flow/breathe.ts'
import { groupsOf, type Group, type PlacedUnit } from './groups.ts'
import { commonPath } from './heading-path.ts'
import { createPlaceFinder } from './place-finder.ts'
import { createOutliner } from './outliner.ts'
import { partition, wholeUpTo } from './partition.ts'
import { createTableContext, type TableContext } from './table-context.ts'
import { unitsOf } from './units.ts'

export interface ChunkOptions {
  /** Tokens a chunk should have, heading path and special tokens included. */
  readonly targetTokens: number
  /** Tokens it never exceeds; null: 1.3 × target. */
  readonly maxTokens: number | null
  /** Tokens of a text as the embedder counts them, special tokens included. */
  readonly countTokens: (text: string) => number
}

interface Budget {
  readonly target: number
  readonly max: number
  readonly maxPath: number
  /** Tokens the embedder puts around any text. */
  readonly overhead: number
  /** Said before each chunk. */
  readonly title: string | null
  readonly countTokens: (text: string) => number
}

const upperShare = 1.3
/** The heading path may take this share of a chunk. */
const pathShare = 0.25
/** Below the 65,535 bytes that stores take, whatever the script. Real text reaches its token limit far earlier. */
const maxCharacters = 8_000

/**
 * Cuts a document into chunks of about the target size. Chunks follow sections: they do not cross a heading unless sections
 * are tiny, never end on one, and begin and end at sentences, rows or lines; a section that needs several is divided evenly.
 * Together they hold every character that is not white space exactly once, without overlap. Deterministic; linear in the
 * length of the text for any input, and breathing on the way.
 */
export async function chunkDocument(
  extracted: ExtractedText,
  options: ChunkOptions,
  breathe: Breathe = createBreather(),
): Promise<readonly Chunk[]> {
  const chunks: Chunk[] = []
  const placeOf = createPlaceFinder(extracted)
  const outlineOf = createOutliner(extracted)
  for (const piece of chunkPieces(extracted, budgetOf(options, extracted.title))) {
    if (piece !== null) {
      const place = placeOf(piece.start, piece.end) ?? headingPlace(piece.headingPath)
      chunks.push({ index: chunks.length, place, outline: outlineOf(piece.start, piece.end), ...piece })
    }
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  return chunks
}

function* chunkPieces(extracted: ExtractedText, budget: Budget): Steps<Piece> {
  const around = budget.countTokens('')
  const count = (text: string): number => Math.max(0, budget.countTokens(text) - around)
  const units = unitsOf(extracted, {
    maxTokens: budget.max - budget.maxPath,
    maxWholeTokens: Math.min(wholeUpTo * budget.target, budget.max),
    maxHeadingTokens: Math.floor(budget.target / 2),
    count,
  })
  const limits = { targetTokens: budget.target, maxPathTokens: budget.maxPath, count }
  const source = { text: extracted.text, tables: createTableContext(extracted.tables, budget.maxPath, count) }
  for (const group of groupsOf(extracted.text, units, limits)) {
    yield null
    if (group === null) continue
    for (const part of yield* partsOf(source, group, budget)) yield* fitting(source, part, budget)
  }
}

function budgetOf(options: ChunkOptions, title: string | null): Budget {
  const { targetTokens, maxTokens } = options
  const countTokens = rememberingLast(options.countTokens)
  const overhead = countTokens('')
  const max = Math.floor(maxTokens ?? upperShare * targetTokens)
  const target = Math.min(targetTokens, max)
  // a title that a chunk begins with is not said again: the chunk is then a little shorter than it might be
  const titleTokens =
    title === null ? 0 : countTokens(indexedText({ headingPath: [], text: '', start: 0, tables: [] }, title)) - overhead
  const own = Math.max(1, target - overhead - titleTokens)
  return {
    target: own,
    max: Math.max(1, max - overhead - titleTokens),
    maxPath: Math.floor(pathShare * own),
    overhead: overhead + titleTokens,
    title,
    countTokens,
  }
}

/** Lines of signs and fillings say the same again and again, and cost a tokenizer most. */
function rememberingLast(count: (text: string) => number): (text: string) => number {
  let last: { readonly text: string; readonly tokens: number } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, tokens: count(text) }
    return last.tokens
  }
}

interface Source {
  readonly text: string
  readonly tables: TableContext
}

function* partsOf({ tables }: Source, group: Group, budget: Budget): Generator<null, PlacedUnit[][]> {
  const pathTokens = group.units.reduce((most, { path }) => Math.max(most, path.tokens), 0)
  const headTokens = tables.tokens(group.units[0]?.start ?? 0, group.units.at(-1)?.end ?? 0)
  const begins = yield* partition(group.units, {
    targetTokens: Math.max(1, budget.target - pathTokens - headTokens),
    maxTokens: Math.max(1, budget.max - pathTokens - headTokens),
    maxCharacters,
  })
  return begins.map((begin, at) => group.units.slice(begin, begins[at + 1]))
}

type Piece = Omit<Chunk, 'index' | 'place' | 'outline'>

/**
 * The tokens of a text are not always the sum of those of its parts, so the finished text is counted, and halved in the rare
 * case that it is too long.
 */
function* fitting(source: Source, units: readonly PlacedUnit[], budget: Budget): Steps<Piece> {
  const piece = assemble(source, units, budget)
  if (piece.tokens <= budget.max + budget.overhead) {
    yield piece
    return
  }
  if (units.length > 1) {
    const middle = evenBegin(units)
    yield* fitting(source, units.slice(0, middle), budget)
    yield* fitting(source, units.slice(middle), budget)
    return
  }
  const [unit] = units
  const halves = unit ? halve(source.text, unit) : []
  if (halves.length < 2) {
    // One character with headings or names of columns that leave it no room.
    const bare = { headingPath: [], tables: [] }
    yield { ...piece, ...bare, tokens: budget.countTokens(indexedText({ ...piece, ...bare }, budget.title)) }
    return
  }
  for (const half of halves) yield* fitting(source, [half], budget)
}

function assemble(
  { text, tables: context }: Source,
  units: readonly PlacedUnit[],
  { title, countTokens }: Budget,
): Piece {
  const start = units[0]?.start ?? 0
  const end = units.at(-1)?.end ?? start
  const body = units.filter((unit) => !unit.isHeading)
  const headingPath = commonPath((body.length > 0 ? body : units).map(({ path }) => path))
  const content = text.slice(start, end)
  const tables = context.between(start, end)
  const tokens = countTokens(indexedText({ headingPath, text: content, start, tables }, title))
  return { text: content, start, end, headingPath, tables, tokens, contentHash: hash('sha256', content) }
}

function evenBegin(units: readonly PlacedUnit[]): number {
  const total = units.reduce((sum, unit) => sum + unit.tokens, 0)
  let tokens = 0
  for (const [at, unit] of units.entries()) {
    tokens += unit.tokens
    if (tokens * 2 >= total) return Math.min(at + 1, units.length - 1)
  }
  return 1
}

/** The two halves of a unit at the white space or else the whole character nearest to its middle; itself when it is one character. */
function halve(text: string, unit: PlacedUnit): PlacedUnit[] {
  const content = text.slice(unit.start, unit.end)
  const middle = Math.ceil(content.length / 2)
  let space = middle - 1
  while (space > 0 && !isSpace(content.charCodeAt(space))) space -= 1
  let cut = space > 0 ? space : middle
  const code = content.charCodeAt(cut)
  if (code >= 0xdc00 && code <= 0xdfff) cut += 1
  const left = content.slice(0, cut).trimEnd()
  const right = content.slice(cut)
  const gap = right.length - right.trimStart().length
  if (left === '' || gap === right.length) return [unit]
  const tokens = unit.tokens / 2
  return [
    { ...unit, end: unit.start + left.length, tokens },
    { ...unit, start: unit.start + cut + gap, tokens },
  ]
}
