import type { AlsoIn, RankedPassage } from '../../domain/passage.ts'
import { oncePerText } from '../../domain/text/once-per-text.ts'
import { baseName, compareVersions, versionIn, type Version } from './version.ts'

/** Words that follow each other, compared as one. */
const shingleWords = 4
/** Share of common words from which two passages count as saying the same. */
const sameFrom = 0.9
/** Only the beginning of a text names its own version; the rest may name others. */
const versionWithin = 200

interface Read {
  readonly passage: RankedPassage
  /** Computed when needed, as what follows: most passages already differ in their numbers. */
  readonly words: () => readonly string[]
  /** Texts of very different length are not compared by them. */
  readonly shingles: () => ReadonlySet<string>
  /** The numbers in it, in order: they are what changes in a template. */
  readonly numbers: string
  readonly version: () => Version | null
  readonly base: () => string
}

/**
 * Passages that say the same count once, at the rank of the best of them, and the others are named with it. The same: equal words
 * but for a few, and equal numbers; or versions of one document that tell which is the newer, whose numbers may differ. Of versions
 * the newest is shown, unless the question names another one. Order otherwise as given. Compares each with those kept before:
 * meant for some dozens.
 */
export function distinctPassages(passages: readonly RankedPassage[], question: string): RankedPassage[] {
  const groups: Read[][] = []
  // passages of one file have one name
  const baseOf = oncePerText(baseName)
  for (const passage of passages) {
    const read = readPassage(passage, baseOf)
    const group = groups.find(([first]) => first !== undefined && areSame(first, read))
    if (group === undefined) groups.push([read])
    else group.push(read)
  }
  return groups.flatMap((group) => shown(group, question))
}

function shown(group: readonly Read[], question: string): RankedPassage[] {
  const [best] = group
  if (best === undefined) return []
  if (group.length === 1) return [best.passage]
  const chosen = isNamed(best.version(), question) ? best : newest(group)
  const alsoIn = group.filter((one) => one !== chosen).map(({ passage }) => placeOf(passage))
  return [{ ...chosen.passage, score: best.passage.score, alsoIn }]
}

function placeOf({ documentId, fileName, place }: RankedPassage): AlsoIn {
  return { documentId, fileName, place }
}

function newest(group: readonly Read[]): Read {
  return group.reduce((chosen, one) => ((compareVersions(chosen.version(), one.version()) ?? 0) < 0 ? one : chosen))
}

/** A question about the tariffs of 2023 does not want those of 2024. */
function isNamed(version: Version | null, question: string): boolean {
  if (version === null) return false
  const asked = versionIn(question)
  if (asked === null || asked.kind !== version.kind) return false
  return asked.parts.every((part, at) => version.parts[at] === part)
}

function areSame(a: Read, b: Read): boolean {
  if (a.numbers !== b.numbers && !areVersions(a, b)) return false
  const [first, second] = [a.words().length, b.words().length]
  if (Math.min(first, second) < sameFrom * Math.max(first, second)) return false
  return overlap(a.shingles(), b.shingles()) >= sameFrom
}

function areVersions(a: Read, b: Read): boolean {
  if (a.passage.documentId === b.passage.documentId || a.base() !== b.base() || a.base() === '') return false
  const order = compareVersions(a.version(), b.version())
  return order !== null && order !== 0
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a]
  if (fewer.size === 0) return more.size === 0 ? 1 : 0
  if (fewer.size < sameFrom * more.size) return 0
  let shared = 0
  for (const shingle of fewer) if (more.has(shingle)) shared += 1
  return shared / (a.size + b.size - shared)
}

function readPassage(passage: RankedPassage, baseOf: (fileName: string) => string): Read {
  const { fileName, text, headingPath } = passage
  const words = once(() => text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [])
  return {
    passage,
    words,
    shingles: once(() => shinglesOf(words())),
    numbers: (text.match(/\d+/gu) ?? []).join(' '),
    version: once(() => {
      const said = `${headingPath.join(' ').slice(0, versionWithin)} ${text.slice(0, versionWithin)}`
      return versionIn(fileName.slice(0, versionWithin)) ?? versionIn(said)
    }),
    base: () => baseOf(fileName.slice(0, versionWithin)),
  }
}

function shinglesOf(words: readonly string[]): ReadonlySet<string> {
  const shingles = new Set<string>()
  for (let at = 0; at <= Math.max(0, words.length - shingleWords); at += 1) {
    shingles.add(words.slice(at, at + shingleWords).join(' '))
  }
  return shingles
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}
