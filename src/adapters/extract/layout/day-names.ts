/** "03/03", "3-3-2025", "2025-03-03", "3-mar", "03 marzo 2025"; "3.5" is none. */
const date =
  /^(?:\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}[ -]\p{L}{3,10}\.?(?:[ -]\d{2,4})?)$/u
const fewestDates = 3
/** The days of a week: fewer numbers that follow each other may be values. */
const fewestNumbers = 7
const lastDay = 31

/**
 * Whether a row names days over what is done on each of them: "Nombre | 03/03 | 04/03 | 05/03" over columns without dates, or
 * "Nombre | 1 | 2 | …" for the days of a month.
 * @param isName tells what else may stand in such a row
 */
export function namesDays(
  [corner = '', ...others]: readonly string[],
  body: readonly (readonly string[])[],
  isName: (text: string) => boolean,
): boolean {
  if (/\d/u.test(corner) || body.length === 0) return false
  const said = [corner, ...others].filter((text) => text !== '')
  if (new Set(said).size < said.length) return false
  const dates = others.flatMap((text, at) => (date.test(text) ? [at + 1] : []))
  const numbers = numbersOf(others)
  if (said.filter((text) => !isName(text)).length > dates.length + numbers.length) return false
  if (dates.length >= fewestDates && numbers.length === 0) {
    return !body.some((line) => dates.some((column) => date.test(line[column] ?? '')))
  }
  return dates.length === 0 && areDaysOfMonth(numbers) && !body.some((line) => areDaysOfMonth(numbersOf(line.slice(1))))
}

const numbersOf = (line: readonly string[]): number[] => line.filter((text) => /^\d{1,2}$/u.test(text)).map(Number)

function areDaysOfMonth(numbers: readonly number[]): boolean {
  const [first = 0] = numbers
  if (numbers.length < fewestNumbers || first < 1 || (numbers.at(-1) ?? 0) > lastDay) return false
  return numbers.every((number, at) => number === first + at)
}
