import { equationField } from './equation-field.ts'
import { symbolLetter, withSymbols } from './symbol-letters.ts'

const longest = 200

/**
 * What a field of Word shows of which files keep no result: one that stands for one sign (`SYMBOL 252 \f "Wingdings"`) or is an equation
 * (`EQ \f(1,2)`). Empty for every other field.
 */
export function shownByField(instruction: string): string {
  const begin = instruction.slice(0, longest)
  const [, number = ''] = /^\s*SYMBOL\s+(0x[\da-f]{1,6}|\d{1,7})(?:\s|$)/iu.exec(begin) ?? []
  const code = Number(number)
  if (number === '') return equationField(instruction)
  if (code < 0x20 || code > 0x10ffff) return ''
  const [, quoted, bare = ''] = /\\f\s*(?:"([^"]{1,100})"|([^\s"\\]{1,100}))/iu.exec(begin) ?? []
  return symbolLetter(quoted ?? bare, code) ?? withSymbols(String.fromCodePoint(code))
}
