import { formatNumber } from '../layout/number-format.ts'

/** Marks of the items of lists one inside the other. */
export interface ListLabels {
  openBullets(): void
  /** @param start the number of the first item as the page writes it. @param format see `formatNumber` */
  openNumbers(start?: string, format?: string): void
  /** The mark of the next item of the innermost list. @param value the number the item gives itself */
  next(value?: string): string
  close(): void
}

export function createListLabels(): ListLabels {
  /** The next number of each open list and how it is written, or null for bullets. */
  const lists: ({ readonly number: number; readonly format: string } | null)[] = []
  return {
    openBullets: () => void lists.push(null),
    openNumbers: (start, format = 'decimal') => void lists.push({ number: wholeNumber(start) ?? 1, format }),
    next(value) {
      const list = lists.at(-1) ?? null
      if (list === null) return '- '
      const own = wholeNumber(value) ?? list.number
      lists[lists.length - 1] = { ...list, number: own + 1 }
      return `${formatNumber(own, list.format)}. `
    },
    close: () => void lists.pop(),
  }
}

const ofType: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
}
const ofStyle: Readonly<Record<string, string>> = {
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
  'decimal-leading-zero': 'decimalZero',
}

/** How a list writes its numbers, by its type or its style. */
export function numberFormat({ type = '', style = '' }: Readonly<Record<string, string>>): string {
  const styled =
    /list-style(?:-type)?\s*:[^;]{0,40}?((?:lower|upper)-(?:alpha|latin|roman)|decimal-leading-zero)/i.exec(style)
  return ofStyle[styled?.[1]?.toLowerCase() ?? ''] ?? ofType[type] ?? 'decimal'
}

function wholeNumber(text: string | undefined): number | null {
  const number = Number(text ?? Number.NaN)
  return Number.isInteger(number) ? number : null
}
