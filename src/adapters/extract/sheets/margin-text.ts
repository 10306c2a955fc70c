import type { Draft } from '../layout/draft.ts'

/** Fonts, sizes, colours, and fields for pages, dates and names of files, some programs write their names; `&&` is the sign itself. */
const codes = /&(?:&|\[[a-z ]{1,20}\]|"[^"]*"|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-Z])/gi

/** What is printed above or below a sheet: its left, middle and right part as lines, without what Excel fills in. */
export function marginDrafts(texts: readonly string[], spend: (chars: number) => void): readonly Draft[] {
  const lines = texts.flatMap((text) => partsOf(text)).map(withoutCodes)
  const kept = lines.filter((line) => /[\p{L}\p{N}]/u.test(line))
  for (const line of kept) spend(line.length)
  return kept.map((text) => ({ kind: 'paragraph', text }))
}

/** `&&C` is the sign and a letter. */
function partsOf(text: string): string[] {
  return text.replace(/&&|&[LCR]/g, (code) => (code === '&&' ? code : '\0')).split('\0')
}

function withoutCodes(text: string): string {
  return text.replace(codes, (code) => (code === '&&' ? '&' : '')).trim()
}
