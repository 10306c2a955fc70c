import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'
import { parseCompanyId } from '../../src/domain/ids.ts'
import { extractorLimits } from '../extract.ts'
import type { PartResult } from '../report.ts'
import { compare, rowShare, type Comparison } from './compare.ts'
import { installedReferences, type Reference } from './references.ts'
import { quantile } from './words.ts'

interface Compared extends Comparison {
  readonly file: string
}

/** Reads every file of a folder as the product does, and compares it with what other installed programs read. */
export async function benchExtraction(folder: string): Promise<PartResult> {
  const references = installedReferences()
  const extractor = createExtractor({ ...extractorLimits, processes: 1 })
  const outcomes = new Map<string, number>()
  const compared = new Map<Reference, Compared[]>(references.map((reference) => [reference, []] as const))
  const rows = { rows: 0, lines: 0 }
  try {
    for (const file of filesOf(folder)) {
      const extracted = await read(extractor, file, outcomes)
      if (extracted === null) continue
      const share = rowShare(extracted)
      rows.rows += share.rows
      rows.lines += share.lines
      for (const [reference, list] of compared) {
        if (!reference.endings.includes(path.extname(file).slice(1).toLowerCase())) continue
        const pages = reference.read(file)
        const comparison = pages === null ? null : compare(extracted, pages)
        if (comparison !== null) list.push({ ...comparison, file })
      }
    }
  } finally {
    await extractor.close()
  }
  const told = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ')
  return {
    title: `Extraction against other programs, median / 10th percentile (${told}; ${rows.rows} of ${rows.lines} blocks with three numbers are rows)`,
    head: ['Program', 'files', 'recall', 'precision', 'order', 'on its page', 'wrong page counts'],
    rows: [...compared].filter(([, list]) => list.length > 0).map(([{ name }, list]) => lineOf(name, list)),
    figures: Object.fromEntries([...outcomes].map(([outcome, count]) => [`files.${outcome}`, count])),
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}

/** Counts what became of the file: `processed`, or the code it is refused with. */
async function read(
  extractor: ReturnType<typeof createExtractor>,
  file: string,
  outcomes: Map<string, number>,
): Promise<ExtractedText | null> {
  const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  try {
    const fileType = await detectFileType(file, path.basename(file))
    const signal = new AbortController().signal
    const companyId = parseCompanyId(randomUUID())
    const extracted = await extractor.extract({ companyId, path: file, fileType, signal })
    count('processed')
    return extracted
  } catch (error) {
    count(error instanceof AppError ? error.code : 'failed')
    return null
  }
}

function lineOf(name: string, list: readonly Compared[]): string[] {
  const figures = (of: (one: Compared) => number | null): string => {
    const values = list.map(of).filter((value) => value !== null)
    if (values.length === 0) return '–'
    return `${quantile(values, 0.5).toFixed(3)} / ${quantile(values, 0.1).toFixed(3)}`
  }
  const wrong = list.filter(({ samePageCount }) => samePageCount === false).length
  const columns = [
    figures(({ recall }) => recall),
    figures(({ precision }) => precision),
    figures(({ order }) => order),
    figures(({ onPage }) => onPage),
  ]
  return [name, String(list.length), ...columns, String(wrong)]
}
