import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { PartResult } from '../report.ts'
import { mustHold } from './must-hold.ts'
import { measurePages } from './marked-pages.ts'
import { measurePdfs } from './pdfs.ts'
import { createReader } from './reader.ts'
import { installedReferences } from './references.ts'
import { measureScans } from './scans.ts'
import { measureTexts } from './texts.ts'
import { weakest } from './weakest.ts'

/** Reads every file of a folder as the product does, and compares it with what other installed programs read. */
export async function benchExtraction(folder: string): Promise<PartResult> {
  const reader = createReader()
  const references = installedReferences()
  try {
    const files = filesOf(folder)
    const pdfs = await measurePdfs(
      files.filter((file) => endingOf(file) === 'pdf'),
      reader,
      references,
    )
    const pages = await measurePages(folder, reader)
    const texts = await measureTexts(
      files.filter((file) => endingOf(file) !== 'pdf' && !pages.has(file)),
      reader,
      references,
    )
    const scans = await measureScans()
    const told = [...reader.outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ')
    const limits = mustHold({ pdfs, pages: [...pages.values()], texts, scans, faults: reader.faults })
    return {
      title: `Extraction against other programs (${files.length} files: ${told})`,
      head: ['Furthest from the others', 'what'],
      rows: [...reader.faults.map((fault) => [fault, 'broke its reader']), ...weakest(pdfs, texts)],
      figures: Object.fromEntries(limits.map(({ what, value }) => [what, value])),
      limits,
    }
  } finally {
    await reader.close()
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}

function endingOf(file: string): string {
  return path.extname(file).slice(1).toLowerCase()
}
