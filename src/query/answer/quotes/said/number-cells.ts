/** A number of the question, with what stands around it there. */
export interface NumberAsked {
  readonly number: string
  /** The word of the question right before it, folded; null without one. */
  readonly before: string | null
  /** Nothing of the question follows it, or it is a year: it counts nothing. */
  readonly isLone: boolean
}

/** What a number counts for in a cell that holds something else, where another row begins with it. */
const elsewhere = 0.5

/**
 * What a number of the question counts for in each text, 0 to 1. In the rows of tables it stands for many things: where a row has it right
 * after the word the question has before it (`Salón 77`), it is that row's name and nothing in any other cell; a lone one is rather what a row
 * begins with than one of its values. Texts that are no rows have it as it stands. Linear.
 */
export function numberInCells(asked: NumberAsked, texts: readonly string[]): readonly number[] {
  const alone = new RegExp(`(?<![\\p{L}\\p{N}.,])${asked.number}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, 'u')
  const named = asked.before === null ? null : new RegExp(`(?<![\\p{L}\\p{N}])${asked.before}[ #-]${alone.source}`, 'u')
  // a look for the digits alone is a hundredth of one for the pattern: a question may have a thousand numbers
  if (!texts.some((text) => text.includes(asked.number))) return texts.map(() => 1)
  const cells = texts.map((text) =>
    text.includes('|') && text.includes(asked.number) ? text.replace(/^\|/, '').split('|') : [],
  )
  const has = (row: readonly string[], pattern: RegExp): boolean =>
    row.some((cell) => cell.includes(asked.number) && pattern.test(cell))
  if (named !== null && cells.some((row) => has(row, named)))
    return cells.map((row) => (row.length === 0 || !has(row, alone) || has(row, named) ? 1 : 0))
  const begins = (row: readonly string[]): boolean => has(row.slice(0, 1), alone)
  if (!asked.isLone || !cells.some(begins)) return texts.map(() => 1)
  return cells.map((row) => (row.length === 0 || begins(row) || !has(row, alone) ? 1 : elsewhere))
}

const digits = /^\d{1,9}$/
const year = /^(?:19|20)\d\d$/

export const isYear = (word: string): boolean => year.test(word)

/** "In 2027", but neither "2000 pounds" nor "£2000", "about 2000". Folded question. */
const yearAsked =
  /(?<![€$£] ?|\b(?:about|around|over|under|unos|unas|casi|hasta los|mas de|menos de|than|up to) |[\d.,])(?:19|20)\d\d(?![\d.,]\d| ?[€$£%]| (?:euros?|pounds?|dollars?|dolares|pesos|soles|libras|quid|people|persons?|personas|habitantes|miles|kms?|kilos?|kg|g|gramos|metros|litros|l|w|hojas|copias|copies|pieces|piezas|unidades|units)\b)/g

/** Whether a year is asked for that nothing has. @param unsaid the words of the question that nothing has, folded */
export const lacksYear = (folded: string, unsaid: readonly string[]): boolean =>
  unsaid.some(isYear) && (folded.match(yearAsked) ?? []).some((asked) => unsaid.includes(asked))

/** The number among a question's words in order, at a place; null when no number stands there. Terms without a word (`30 €`) come last, as null. */
export function numberAsked(words: readonly (string | null)[], at: number): NumberAsked | null {
  const number = words[at] ?? ''
  if (!digits.test(number)) return null
  const before = words[at - 1] ?? ''
  const isLone = isYear(number) || at === words.length - 1
  return { number, before: /^\p{L}+$/u.test(before) ? before : null, isLone }
}

const bareNumber = /^[-+]?\d[\d.,]*$/

/** Whether a cell holds a number and nothing else: "1.538", "-4". */
export const isBareNumber = (cell: string): boolean => bareNumber.test(cell.trim())

/** Numbers that stand alone in a cell behind the first: "23" and "1.538" in "Empleado 142 | 23 | 1.538". */
export function bareNumbersIn(rows: string): readonly string[] {
  return rows.split('\n').flatMap((row) =>
    row
      .split('|')
      .slice(1)
      .filter(isBareNumber)
      .map((cell) => cell.trim()),
  )
}
