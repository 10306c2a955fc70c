const dots = String.raw`(?<![.…_])(?:\.{3,}|…{2,}|_{4,})(?![.…_])\s{0,3}`
const codes = 'USD|EUR|GBP|CHF|MXN|COP|CLP|ARS|PEN|UYU|PYG|BOB|CRC|DOP|GTQ|HNL|CAD|AUD|NZD|INR|ZAR'
/** A currency in letters, before its number: "S/ 42", "Bs. 30", "USD 15", "US$ 9". */
const inLetters = String.raw`(?:\p{Lu}{1,2}[$]|[SB]/\.?|[BGR]s\.?|[QLR]\.?(?=\s?\d+[.,]\d\d)|${codes})(?=\s?\d)`
const currency = String.raw`(?:[€$£¥₡₲₹]|${inLetters})`
/** Dots that lead from a name to its value, never from a line to its page: "Espiral ..... 2,10 €". */
const leaders = new RegExp(String.raw`${dots}(?=${currency}?\s?\d)`, 'gu')
/** A value: a number with what belongs to it ("2,10 €", "3 x 4", "22,00 / 48 h"), up to the next name. */
const value = new RegExp(
  String.raw`^${currency}?\s?\d[\d.,:/]{0,14}(?:\s?(?:[€$£%]|(?:\p{L}{1,3}|euros?)(?![\p{L}\d])))?`,
  'u',
)
const amount = new RegExp(String.raw`^${currency}|^\d[\d.]{0,10}[.,]\d{1,2}(?!\d)|^\d[\d.,]{0,12}\s?[€$£%]`, 'u')
const ledToLetters = new RegExp(dots + String.raw`(?:${inLetters}|[¥₡₲₹])`, 'u')
/** A name before the dots. */
const longestName = 120

/**
 * Where the names with a value begin and end, in a text of nothing else; none when it has no such dots, or the numbers may be those of
 * pages. Lines that were joined are told apart again.
 */
export function ledValues(text: string): { readonly start: number; readonly end: number }[] {
  const found = [...text.matchAll(leaders)].map((match) => match.index + match[0].length)
  const values = found.map((at) => value.exec(text.slice(at, at + 40))?.[0] ?? '')
  if (!values.some((one) => amount.test(one))) return []
  const spans: { start: number; end: number }[] = []
  let start = 0
  for (const [i, at] of found.entries()) {
    if (at - start > longestName) return []
    const last = i === found.length - 1
    const end = last ? text.length : at + (values[i]?.length ?? 0)
    spans.push({ start, end })
    start = end
  }
  return text.length - (found.at(-1) ?? 0) > longestName ? [] : spans
}

/** Whether such dots lead to a currency in letters or a rarer sign, which were not always known. */
export const leadsToLetters = (text: string): boolean => ledToLetters.test(text)
