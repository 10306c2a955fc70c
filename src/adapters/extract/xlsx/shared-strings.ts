import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { raisedText } from '../layout/raised-text.ts'

/** The texts that cells refer to by number. How often they are used is the budget's to bound. */
export function readSharedStrings(archive: ZipArchive, part: string): readonly string[] {
  const strings: string[] = []
  const run = createStringReader()
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'si') run.begin()
      else run.open(name, attributes)
    },
    close(name) {
      if (name === 'si') strings.push(run.end())
      else run.close(name)
    },
    text: (text) => run.text(text),
  })
  return strings
}

/** Collects the runs of one text; how it is spoken (`rPh`) is no part of it. */
export function createStringReader() {
  let collected = ''
  let inText = false
  let spoken = 0
  let isRaised = false
  let words = ''
  return {
    begin(): void {
      collected = ''
    },
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      if (name === 'rPh') spoken++
      else if (name === 'r') isRaised = false
      else if (name === 'vertAlign') isRaised = attributes['val'] === 'superscript'
      else if (name === 't') {
        inText = true
        words = ''
      }
    },
    close(name: string): void {
      if (name === 'rPh') spoken--
      else if (name === 'r') isRaised = false
      else if (name === 't') {
        inText = false
        collected += isRaised ? raisedText(words, collected) : words
        words = ''
      }
    },
    text(text: string): void {
      if (inText && spoken === 0) words += text
    },
    end: (): string => unescaped(collected),
  }
}

/** `_x000D_`: how the format writes characters that XML cannot hold. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
