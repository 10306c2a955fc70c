import { fold } from '../../domain/text/fold.ts'
import { withoutEnding } from '../../domain/text/without-ending.ts'

/** What a document says of its own age: a number of a version, or a date; only two of a kind can be compared. */
export interface Version {
  readonly kind: 'number' | 'date'
  /** Most significant first. */
  readonly parts: readonly number[]
}

const numbered =
  /(?<![\p{L}\p{N}])(?:v|ver|versi[oó]n|version|rev|revisi[oó]n|revision|edici[oó]n|edition)[ ._-]{0,2}(\d{1,3}(?:\.\d{1,3}){0,2})(?![\p{L}\p{N}])/iu
const dayFirst = /(?<!\d)(\d{1,2})[-/._](\d{1,2})[-/._]((?:19|20)\d{2})(?!\d)/u
const yearFirst = /(?<!\d)((?:19|20)\d{2})(?:[-/._]?(\d{2})(?:[-/._]?(\d{2}))?)?(?!\d)/u
const stateWords =
  /(?<![\p{L}\p{N}])(?:final|definitiv[oa]|nuev[oa]|antigu[oa]|borrador|copia|copy|old|new|draft|vigente|actualizad[oa]|updated)(?![\p{L}\p{N}])/giu

/** The version a name or the beginning of a text tells; null when it tells none. Give no more than a few hundred characters. */
export function versionIn(text: string): Version | null {
  const number = numbered.exec(text)
  if (number !== null) return { kind: 'number', parts: (number[1] ?? '').split('.').map(Number) }
  const day = dayFirst.exec(text)
  if (day !== null) return { kind: 'date', parts: [Number(day[3]), Number(day[2]), Number(day[1])] }
  const year = yearFirst.exec(text)
  if (year === null) return null
  return { kind: 'date', parts: year.slice(1).flatMap((part) => (part === undefined ? [] : [Number(part)])) }
}

/** Below 0 when `a` is the older; null when nothing can be said. */
export function compareVersions(a: Version | null, b: Version | null): number | null {
  if (a === null || b === null || a.kind !== b.kind) return null
  for (let at = 0; at < Math.max(a.parts.length, b.parts.length); at += 1) {
    const difference = (a.parts[at] ?? 0) - (b.parts[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** A file's name without what changes from version to version, for telling that two files are versions of one document. */
export function baseName(fileName: string): string {
  return fold(withoutEnding(fileName))
    .replace(numbered, ' ')
    .replace(dayFirst, ' ')
    .replace(yearFirst, ' ')
    .replace(stateWords, ' ')
    .replace(/\(\d{1,2}\)/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
