const raised: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  '–': '⁻',
  '=': '⁼',
  '(': '⁽',
  ')': '⁾',
  n: 'ⁿ',
}
/** An ending ("1er", "nº", "TM") belongs to its word as it is. */
const ending = /^\p{L}{1,3}\.?$/u
const longestRaised = 40

/**
 * Text that is printed raised, so that it does not become part of what stands before it: the exponent of 10⁶, the mark of a
 * note in 2023¹. Digits get their raised forms, everything else a `^`.
 * @param before what stands in front of it, its last characters will do
 */
export function raisedText(text: string, before: string): string {
  const said = text.trim()
  if (said === '' || said.length > longestRaised || !/[\p{L}\p{N})\]]$/u.test(before)) return text
  if (ending.test(said) && !/^n$/.test(said)) return text
  if (!/[\p{L}\p{N}]/u.test(said) || said.startsWith('[')) return text
  const signs = Array.from(said, (sign) => (/[\s,*]/u.test(sign) ? sign : raised[sign]))
  return signs.every((sign) => sign !== undefined) ? text.replace(said, signs.join('')) : text.replace(said, `^${said}`)
}
