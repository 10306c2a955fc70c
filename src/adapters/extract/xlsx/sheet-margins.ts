import type { Draft } from '../layout/draft.ts'

const names = new Set(['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'])
const longest = 2_000
/** Fonts, sizes, colours, and fields for pages, dates and names of files; `&&` is the sign itself. */
const codes = /&(?:&|"[^"]*"|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-Z])/gi

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
    lines(spend) {
      const lines = said.flatMap((text) => text.split(/&[LCR](?![a-z])/)).map(withoutCodes)
      const kept = lines.filter((line) => /[\p{L}\p{N}]/u.test(line))
      for (const line of kept) spend(line.length)
      return kept.map((text) => ({ kind: 'paragraph', text }))
    },
  }
}

function withoutCodes(text: string): string {
  return text.replace(codes, (code) => (code === '&&' ? '&' : '')).trim()
}
