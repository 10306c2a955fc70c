import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { raisedText } from '../layout/raised-text.ts'
import { isStriking } from './cell-formats.ts'

/** The texts that cells refer to by number, without what of them is struck through. */
export interface SharedStrings {
  readonly strings: readonly string[]
  /** What of them stays in a cell that is struck through, where something does. */
  readonly kept: ReadonlyMap<number, string>
  /** Those of which something is struck through. */
  readonly struckStrings: ReadonlySet<number>
}

/** How often they are used is the budget's to bound. */
export function readSharedStrings(archive: ZipArchive, part: string): SharedStrings {
  const strings: string[] = []
  const kept = new Map<number, string>()
  const struckStrings = new Set<number>()
  const run = createStringReader()
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'si') run.begin()
      else run.open(name, attributes)
    },
    close(name) {
      if (name !== 'si') return run.close(name)
      const own = run.kept()
      if (own !== '') kept.set(strings.length, own)
      if (run.holdsStruck()) struckStrings.add(strings.length)
      strings.push(run.end())
    },
    text: (text) => run.text(text),
  })
  return { strings, kept, struckStrings }
}

/** Collects the runs of one text that are not struck through; how it is spoken (`rPh`) is no part of it. */
export function createStringReader() {
  let collected = ''
  let kept = ''
  let holdsStruck = false
  let inText = false
  let spoken = 0
  let isRaised = false
  let isStruck = false
  let hasFont = false
  let words = ''
  const endRun = (): void => {
    isRaised = false
    isStruck = false
    hasFont = false
  }
  return {
    begin(): void {
      collected = ''
      kept = ''
      holdsStruck = false
    },
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      if (name === 'rPh') spoken++
      else if (name === 'r') endRun()
      else if (name === 'rPr') hasFont = true
      else if (name === 'strike') isStruck = isStriking(attributes)
      else if (name === 'vertAlign') isRaised = attributes['val'] === 'superscript'
      else if (name === 't') {
        inText = true
        words = ''
      }
    },
    close(name: string): void {
      if (name === 'rPh') spoken--
      else if (name === 'r') endRun()
      else if (name === 't') {
        inText = false
        const written = isRaised ? raisedText(words, collected) : words
        words = ''
        holdsStruck ||= isStruck
        if (isStruck) return
        collected += written
        if (hasFont) kept += written
      }
    },
    text(text: string): void {
      if (inText && spoken === 0) words += text
    },
    end: (): string => unescaped(collected),
    /** What stays where its cell is struck through: the runs with a font of their own that is not. */
    kept: (): string => unescaped(kept),
    holdsStruck: (): boolean => holdsStruck,
  }
}

/** `_x000D_`: how the format writes characters that XML cannot hold. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
