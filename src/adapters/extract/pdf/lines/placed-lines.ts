import type { CharAccess } from './char-access.ts'
import type { SizedLine } from './raw-lines.ts'

/** Lines, and how their characters are found in what PDFium gives. */
export interface PlacedLines<A extends CharAccess> {
  readonly lines: readonly SizedLine[]
  readonly access: A
}

/** A character of a line, and that of the page's text where it stands. */
export interface PlacedChar {
  readonly char: string
  readonly at: number
}

export function charsOf({ raw, at }: SizedLine): PlacedChar[] {
  return Array.from({ length: raw.length }, (_, index) => ({ char: raw.charAt(index), at: at + index }))
}

/** Lines of other characters than PDFium gives them. */
export function placedLines<A extends CharAccess>(
  access: A,
  lines: readonly { readonly line: SizedLine; readonly chars: readonly PlacedChar[] }[],
): PlacedLines<A> {
  const places: number[] = []
  const placed = lines.map(({ line, chars }) => {
    const at = places.length
    for (const one of chars) places.push(access.places?.[one.at] ?? one.at)
    return { ...line, raw: chars.map(({ char }) => char).join(''), at }
  })
  return { lines: placed, access: { ...access, places } }
}
