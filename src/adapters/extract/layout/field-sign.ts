import { symbolLetter, withSymbols } from './symbol-letters.ts'

const longest = 200

/**
 * What a field of Word shows that stands for one sign (`SYMBOL 252 \f "Wingdings"`): files keep no result of it. Empty for every
 * other field.
 */
export function fieldSign(instruction: string): string {
  const begin = instruction.slice(0, longest)
  const [, number = ''] = /^\s*SYMBOL\s+(0x[\da-f]{1,6}|\d{1,7})(?:\s|$)/iu.exec(begin) ?? []
  const code = Number(number)
  if (number === '' || code < 0x20 || code > 0x10ffff) return ''
  const [, quoted, bare = ''] = /\\f\s*(?:"([^"]{1,100})"|([^\s"\\]{1,100}))/iu.exec(begin) ?? []
  return symbolLetter(quoted ?? bare, code) ?? withSymbols(String.fromCodePoint(code))
}
