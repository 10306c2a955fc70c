import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Parser } from 'htmlparser2'
import { z } from 'zod'
import type { Kept } from './titles.ts'
import { lettersOf } from './words.ts'

/**
 * Pages marked by hand, as trafilatura's `evaldata.json` has them: for each what belongs to its text and what is frame. The
 * page stands in one of the folders around the list.
 */
const markedSchema = z.record(
  z.string(),
  z.object({ file: z.string(), with: z.array(z.string()).optional(), without: z.array(z.string()).optional() }),
)

export interface MarkedPage {
  readonly belonging: readonly string[]
  readonly frame: readonly string[]
}

/** Marked pages by the path of their file. */
export function markedPages(folder: string): Map<string, MarkedPage> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const lists = entries.filter(({ name }) => name === 'evaldata.json')
  const pages = new Map<string, MarkedPage>()
  for (const { parentPath } of lists) {
    const marked = markedSchema.parse(JSON.parse(readFileSync(path.join(parentPath, 'evaldata.json'), 'utf8')))
    const folders = ['.', 'eval', 'cache'].map((name) => path.join(parentPath, name))
    for (const { file, with: belonging = [], without: frame = [] } of Object.values(marked)) {
      const found = folders.map((one) => path.join(one, file)).find((one) => existsSync(one))
      if (found !== undefined) pages.set(found, { belonging, frame })
    }
  }
  return pages
}

/** Of the snippets that a plain search of the page finds, or that we do, those in our text. */
export function snippetsKept(text: string, source: string, snippets: readonly string[]): Kept {
  const [ours, theirs] = [lettersOf(text), lettersOf(withoutTags(source))]
  const wanted = snippets.map(lettersOf).filter((snippet) => snippet !== '')
  const kept = wanted.filter((snippet) => ours.includes(snippet)).length
  const standing = wanted.filter((snippet) => ours.includes(snippet) || theirs.includes(snippet)).length
  return { all: standing, kept }
}

/** Every letter of a page, shown or not. */
function withoutTags(source: string): string {
  const pieces: string[] = []
  let code = 0
  const isCode = (name: string): boolean => name === 'script' || name === 'style'
  const parser = new Parser({
    onopentagname: (name) => void (isCode(name) && code++),
    onclosetag: (name) => void (isCode(name) && code--),
    ontext: (text) => void (code === 0 && pieces.push(text)),
  })
  parser.end(source)
  return pieces.join(' ')
}
