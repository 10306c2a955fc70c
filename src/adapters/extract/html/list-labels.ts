/** Marks of the items of lists one inside the other. */
export interface ListLabels {
  openBullets(): void
  /** @param start the number of the first item as the page writes it */
  openNumbers(start?: string): void
  /** The mark of the next item of the innermost list. @param value the number the item gives itself */
  next(value?: string): string
  close(): void
}

export function createListLabels(): ListLabels {
  /** The next number of each open list, or null for bullets. */
  const lists: (number | null)[] = []
  return {
    openBullets: () => void lists.push(null),
    openNumbers: (start) => void lists.push(wholeNumber(start) ?? 1),
    next(value) {
      const number = lists.at(-1) ?? null
      if (number === null) return '- '
      const own = wholeNumber(value) ?? number
      lists[lists.length - 1] = own + 1
      return `${own}. `
    },
    close: () => void lists.pop(),
  }
}

function wholeNumber(text: string | undefined): number | null {
  const number = Number(text ?? Number.NaN)
  return Number.isInteger(number) ? number : null
}
