import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const foundSchema = z.object({
  file: z.string(),
  /** Null for a file that it cannot open. */
  pages: z.array(z.string()).nullable(),
  /** The same pages, their words by place instead of in the order in which they are drawn. */
  sorted: z.array(z.string()),
  /** What is among the text and nobody sees: drawn invisible, or white. */
  hidden: z.array(z.string()),
  /** Words of every printed row with three numbers. */
  rows: z.array(z.array(z.string())),
  bookmarks: z.array(z.string()),
})

/** What PyMuPDF reads of a PDF. */
export type ReadPdf = z.infer<typeof foundSchema>

const program = fileURLToPath(new URL('read-pdfs.py', import.meta.url))

export function isPyMuPdfInstalled(): boolean {
  return spawnSync('python3', ['-c', 'import pymupdf']).status === 0
}

/** One file after the other, in one process for all of them; a file that ends it is left out and the next one begins anew. */
export async function* readPdfs(files: readonly string[]): AsyncGenerator<ReadPdf> {
  for (let at = 0; at < files.length;) {
    const child = spawn('python3', [program, ...files.slice(at)], { stdio: ['ignore', 'pipe', 'ignore'] })
    for await (const line of createInterface({ input: child.stdout })) {
      at++
      yield foundSchema.parse(JSON.parse(line))
    }
    if (at < files.length) at++
  }
}
