import { headingStyleLevel, isTitleStyle } from '../layout/style-names.ts'

/** More than any document names. */
const maxStyles = 10_000

/** Which styles are headings. */
export interface Styles {
  /** A word of the table of styles. */
  word(name: string, value: number | null): void
  /** A piece of a style's name. */
  text(text: string): void
  /** 1 to 6 for the style of a heading, else null. */
  level(style: number): number | null
}

export function createStyles(): Styles {
  const levels = new Map<number, number>()
  let style = 0
  let outline: number | null = null
  let name = ''
  const finish = (): void => {
    const named = headingStyleLevel(name.trim()) ?? (isTitleStyle(name.trim()) ? 1 : null)
    const level = named ?? (outline === null ? null : Math.min(outline + 1, 6))
    if (level !== null && levels.size < maxStyles) levels.set(style, level)
    style = 0
    outline = null
    name = ''
  }
  return {
    word(word, value) {
      if (word === 's') style = value ?? 0
      // Styles of characters, tables and sections count by themselves.
      else if (word === 'cs' || word === 'ts' || word === 'ds') style = -1
      else if (word === 'outlinelevel' && value !== null && value >= 0 && value < 9) outline = value
    },
    text(text) {
      for (const [index, piece] of text.split(';').entries()) {
        if (index > 0) finish()
        if (name.length < 100) name += piece
      }
    },
    level: (number) => (number < 0 ? null : (levels.get(number) ?? null)),
  }
}
