import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import { parseCompanyId } from '../../src/domain/ids.ts'
import { makeScan, pictureOf } from '../../test/fixtures/extract/make-scan.ts'
import { textSource } from '../corpus-text.ts'
import { timed } from '../embed.ts'
import { extractorLimits } from '../extract.ts'
import { temporaryFolder } from '../processes.ts'

export interface ReadScans {
  /** Share of the characters that are right. */
  readonly right: number
  readonly pagesPerMinute: number
}

const pages = 8
const linesOfPage = 34
const fontSize = 9
const readers = 2

/** OCR of clean Spanish pages of 200 dots an inch, by two readers. */
export async function measureScans(): Promise<ReadScans> {
  const folder = await temporaryFolder('scans')
  const extractor = createExtractor({ ...extractorLimits, processes: readers })
  try {
    const printed = Array.from({ length: pages }, (_, seed) => linesOf(textSource(seed).paragraph(600)))
    const pictures = await Promise.all(printed.map(async (lines) => pictureOf(lines, fontSize)))
    const file = path.join(folder.path, 'scan.pdf')
    writeFileSync(file, makeScan(pictures.map((picture) => ({ picture }))))
    const companyId = parseCompanyId(randomUUID())
    const signal = new AbortController().signal
    const recognise = async (page: number): Promise<string> =>
      (await extractor.extract({ companyId, path: file, fileType: 'application/pdf', signal, page })).text
    let read: readonly string[] = []
    const seconds = await timed(async () => {
      read = await Promise.all(printed.map(async (_, index) => recognise(index + 1)))
    })
    const pairs = printed.map((lines, index) => [onOneLine(lines.join(' ')), onOneLine(read[index] ?? '')] as const)
    const letters = pairs.reduce((sum, [wanted]) => sum + wanted.length, 0)
    const wrong = pairs.reduce((sum, [wanted, got]) => sum + editsBetween(wanted, got), 0)
    return { right: 1 - wrong / letters, pagesPerMinute: (pages / seconds) * 60 }
  } finally {
    await extractor.close()
    await folder.remove()
  }
}

/** Lines that fit on a page of the fixture. */
function linesOf(text: string): string[] {
  return (text.match(/.{1,62}(?= |$)/gu) ?? []).slice(0, linesOfPage).map((line) => line.trim())
}

const onOneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** Letters to put in, take out or exchange (Levenshtein). */
export function editsBetween(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at++) {
    const row = [at]
    for (let to = 1; to <= other.length; to++) {
      const changed = (before[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1)
      row.push(Math.min(changed, (before[to] ?? 0) + 1, (row[to - 1] ?? 0) + 1))
    }
    before = row
  }
  return before[other.length] ?? 0
}
