import type { Draft } from '../layout/draft.ts'
import { marginDrafts } from '../sheets/margin-text.ts'

const names = new Set(['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'])
const longest = 2_000

/** What is printed above and below a sheet, while its XML streams by. */
export interface MarginReader {
  /** True when the element, its text or its end is one of a margin. */
  open(name: string): boolean
  text(text: string): boolean
  close(name: string): boolean
  lines(spend: (chars: number) => void): readonly Draft[]
}

export function createMarginReader(): MarginReader {
  const said: string[] = []
  let open: string | null = null
  return {
    open(name) {
      if (names.has(name)) open = ''
      return open !== null
    },
    text(text) {
      if (open === null) return false
      if (open.length < longest) open += text
      return true
    },
    close(name) {
      if (open === null || !names.has(name)) return false
      said.push(open)
      open = null
      return true
    },
    lines: (spend) => marginDrafts(said, spend),
  }
}
