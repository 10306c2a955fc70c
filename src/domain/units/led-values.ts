/** Dots that lead from a name to its value, never from a line to its page: "Espiral ..... 2,10 €". */
const leaders = /(?<![.…_])(?:\.{3,}|…{2,}|_{4,})(?![.…_])\s{0,3}(?=[€$£]?\s?\d)/gu
/** A value: a number with what belongs to it ("2,10 €", "3 x 4", "22,00 / 48 h"), up to the next name. */
const value = /^[€$£]?\s?\d[\d.,:/]{0,14}(?:\s?(?:[€$£%]|(?:\p{L}{1,3}|euros?)(?![\p{L}\d])))?/u
const amount = /^[€$£]|^\d[\d.]{0,10}[.,]\d{1,2}(?!\d)|^\d[\d.,]{0,12}\s?[€$£%]/u
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
