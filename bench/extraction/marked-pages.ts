import { readFileSync } from 'node:fs'
import { decodeBytes } from '../../src/adapters/extract/text/decode-text.ts'
import type { CountingReader } from './reader.ts'
import { markedPages, snippetsKept } from './snippets.ts'
import type { Kept } from './titles.ts'

export interface MarkedComparison {
  readonly file: string
  readonly belonging: Kept
  readonly frame: Kept
}

/** Pages of a folder marked by hand, by file. */
export async function measurePages(folder: string, reader: CountingReader): Promise<Map<string, MarkedComparison>> {
  const compared = new Map<string, MarkedComparison>()
  for (const [file, { belonging, frame }] of markedPages(folder)) {
    const text = (await reader.read(file))?.text ?? ''
    const source = decodeBytes(readFileSync(file), null).text
    compared.set(file, {
      file,
      belonging: snippetsKept(text, source, belonging),
      frame: snippetsKept(text, source, frame),
    })
  }
  return compared
}
