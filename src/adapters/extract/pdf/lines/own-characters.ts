import type { CharAccess } from './char-access.ts'
import type { SizedLine } from './raw-lines.ts'

/** Lines, and how their characters are found in what PDFium gives. */
export interface OwnCharacters<A extends CharAccess> {
  readonly lines: readonly SizedLine[]
  readonly access: A
}

/** What a line is made of: its text, and which of its characters before each of the text's is. */
interface Remade {
  readonly raw: string
  readonly from: readonly number[]
}

/** The same lines with other characters, each of which is found where the one it was made from stands. */
export function withCharacters<A extends CharAccess>(
  { lines, access }: OwnCharacters<A>,
  remake: (line: SizedLine) => Remade,
): OwnCharacters<A> {
  const places: number[] = []
  const remade = lines.map((line) => {
    const { raw, from } = remake(line)
    const at = places.length
    for (const index of from) places.push(access.places?.[line.at + index] ?? line.at + index)
    return { ...line, raw, at }
  })
  return { lines: remade.filter(({ raw }) => raw.trim() !== ''), access: { ...access, places } }
}
