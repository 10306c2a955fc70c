import path from 'node:path'
import { compare, type Comparison } from './compare.ts'
import { listNumbersKept } from './list-numbers.ts'
import type { CountingReader } from './reader.ts'
import type { Reference } from './references.ts'
import { titlesKept, type Kept } from './titles.ts'

/** A file of one kind against the programs that read it. */
export interface TextComparison {
  readonly file: string
  /** Its ending. */
  readonly kind: string
  /** Names of the programs. */
  readonly against: string
  readonly words: Comparison | null
  readonly headings: Kept
  readonly listNumbers: Kept
}

const nothing: Kept = { all: 0, kept: 0 }

export async function measureTexts(
  files: readonly string[],
  reader: CountingReader,
  references: readonly Reference[],
): Promise<TextComparison[]> {
  const compared: TextComparison[] = []
  for (const file of files) {
    const extracted = await reader.read(file)
    const kind = path.extname(file).slice(1).toLowerCase()
    if (extracted === null) continue
    const programs = references.filter(({ endings }) => endings.includes(kind))
    const texts = programs.flatMap(({ name, read }) => {
      const text = read(file)?.join('\n')
      return text === undefined ? [] : [{ name, text }]
    })
    const [first] = texts
    if (first === undefined) continue
    const titles = programs.flatMap((program) => program.titles?.(file) ?? [])
    compared.push({
      file,
      kind,
      against: texts.map(({ name }) => name).join(', '),
      words: compare(
        extracted.text,
        texts.map(({ text }) => text),
      ),
      headings: titles.length === 0 ? nothing : titlesKept(extracted, titles),
      listNumbers: listNumbersKept(extracted, first.text),
    })
  }
  return compared
}
