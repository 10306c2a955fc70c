import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { withoutPlural } from '../../../../domain/text/plurals.ts'

interface Row {
  /** The names of its columns. */
  readonly head: string
  /** Of a list of rows, all of them. */
  readonly row: string
}

/** "Aula 3.1", "shelf 7b": which of several, by the name of a column. Folded. */
const numbered = /\b([a-z]{3,20}) (\d{1,4}(?:[.,]\d{1,2})?[a-z]?)(?![a-z\d]|[.,]\d)/g
const pure = /^\d{1,4}(?:[.,]\d{1,2})?[a-z]?$/
/** What has so many of something: a row holds for all up to the number of the next one. */
const measure =
  /^(?:peso|kilos?|kg|edad|cantidad|unidades|distancia|km|altura|longitud|anchura|weight|age|quantity|amount|distance|height|length|width)$/
/** "44-48", "from 44", "others": what may hold any number. */
const holdsMore =
  /\d\s?(?:[-–—/]|a|al|to|y|and|o|or)\s?\d|\+|[<>≤≥]|\b(?:desde|hasta|mas|menos|entre|otr[oa]s?|rest[oa]|tod[oa]s?|from|until|up|over|under|other|others|all|any|every)\b/

/**
 * Whether the best row is another one than that whose number is asked for: the column that is called so has other numbers only, as room
 * 1.1 for "room 3.1".
 * @param texts what was found, rows below the names of their columns
 */
export function isOtherInColumn(question: string, { head, row }: Row, texts: readonly string[]): boolean {
  const heads = cellsOf(head).map(withoutPlural)
  return [...foldQuestion(question).matchAll(numbered)].some(([, word = '', number = '']) => {
    const column = heads.indexOf(withoutPlural(word))
    if (column === -1 || measure.test(word)) return false
    const own = fold(row)
      .split('\n')
      .map((line) => cellsOf(line)[column] ?? '')
    if (!pure.test(own[0] ?? '')) return false
    const found = texts.flatMap((text) => fold(text).split('\n'))
    const cells = found.map((line) => cellsOf(line)[column] ?? '')
    const isThere = (cell: string): boolean => sameNumber(cell, number) || holdsMore.test(cell)
    return ![...own, ...cells].some(isThere) && !found.some((line) => line.includes(`${word} ${number}`))
  })
}

const cellsOf = (line: string): string[] =>
  fold(line)
    .replace(/^\|/, '')
    .split('|')
    .map((cell) => cell.trim())

const sameNumber = (a: string, b: string): boolean => plain(a) === plain(b)

/** "03" is 3, and "3,1" is 3.1. */
const plain = (number: string): string => number.replace(',', '.').replace(/^0+(?=\d)/, '')
