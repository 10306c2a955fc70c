/** What a report for a line printer says in the first sign of each line: a new page, one, two or three lines on, or over the line before. */
const control = /^[ 01+-]/u
/** Behind the sign for a new page or two lines stands a word, a rule, or the blanks that set a title in the middle: no amount, date or number. */
const turn = /^(?:[01](?:$|\p{Lu}|[*=_-]{2}|\s{2})|-)/u
const fewestLines = 6
const fewestOfOne = 0.4
/** "Página 2 de 7", "[Page 2]", "- 2 -", "2/7" */
const pageNumber =
  /(?:\b(?:p[áa]g(?:ina)?|page|seite|hoja|blatt|folio|p)\b\.?\s*(?:n[oº]\.?|:)?\s*)\d+(?:\s*(?:de|of|von|\/)\s*\d+)?|^\s*[-–—]?\s*\d+\s*(?:(?:de|of|von|\/)\s*\d+\s*)?[-–—]?\s*$/giu
/** What stands over or under so many of the pages, or of every other page, runs over all of them. The first one may be a title page. */
const runningShare = 0.8
/** Fewer pages do not tell two lines in turn from lines that differ. */
const fewestOfTwo = 4
/** Of one word it may be an answer, or what is said of each page. */
const running = /#|\S\s+\S/u
/** Pages are not numbered so far from what they are; years are no numbers of pages. */
const mostBefore = 1_000
const endsStatement = /[.:;!?…)»"”]$/u

/**
 * A text that was set for a printer, read as one: without the signs that tell the printer where to go on, and with the line that runs
 * over the pages, and the one that runs under them, said once. A sentence goes on over the end of its page.
 */
export function withoutPageFrames(text: string): string {
  const printed = withoutControls(text)
  if (!printed.includes('\f')) return printed
  const pages = printed.split('\f').map((page) => page.split(/\r\n|\r|\n/))
  const heads = runningOf(pages.map((page) => page.find(isWritten)))
  const feet = runningOf(pages.map((page) => page.findLast(isWritten)))
  if (heads.size + feet.size === 0) return printed
  const said = new Set<string>()
  const isRepeated = (line: string | undefined, running: ReadonlySet<string>): boolean => {
    const key = keyOf(line)
    if (!running.has(key)) return false
    const wasSaid = said.has(key)
    said.add(key)
    return wasSaid
  }
  const bodies = pages.map((page) => {
    const [first, last] = [page.findIndex(isWritten), page.findLastIndex(isWritten)]
    const from = isRepeated(page[first], heads) ? first + 1 : 0
    const to = last > first && isRepeated(page[last], feet) ? last : page.length
    return page.slice(from, to)
  })
  return joined(bodies.map((body) => body.join('\n')))
}

const isWritten = (line: string): boolean => line.trim() !== ''

function joined(pages: readonly string[]): string {
  const parts: string[] = []
  for (const page of pages) {
    while (parts.at(-1)?.trim() === '') parts.pop()
    const before = parts.at(-1)?.trimEnd() ?? ''
    const goesOn = before !== '' && !endsStatement.test(before.slice(-2)) && /^\s*\p{Ll}/u.test(page)
    if (goesOn) parts.splice(-1, 1, before, `\n${page.replace(/^\s*\n/u, '')}`)
    else parts.push(parts.length === 0 ? page : `\n\f\n${page}`)
  }
  return parts.join('')
}

function keyOf(line: string | undefined): string {
  // Without their blanks first: in front of a number they may be without end.
  return (line ?? '').replace(/\s+/gu, ' ').trim().replace(pageNumber, '#').trim()
}

function runningOf(lines: readonly (string | undefined)[]): ReadonlySet<string> {
  const keys = lines.flatMap((line) => (line === undefined ? [] : [keyOf(line)]))
  const isCounted = areNumbers(lines)
  const rest = keys.slice(1)
  const all = mostOften(rest)
  const everyOther = [0, 1].map((side) => mostOften(rest.filter((_, at) => at % 2 === side)))
  const areTwo = rest.length >= fewestOfTwo && everyOther.every(({ runs }) => runs)
  const found = all.runs ? [all] : areTwo ? everyOther : []
  const keptTwice = (key: string): boolean => keys.indexOf(key) !== keys.lastIndexOf(key)
  return new Set(
    found.map(({ key }) => key).filter((key) => running.test(key) && keptTwice(key) && (key !== '#' || isCounted)),
  )
}

/** What most of these pages have, and whether it runs over them. */
function mostOften(keys: readonly string[]): { readonly key: string; readonly runs: boolean } {
  const times = new Map<string, number>()
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
  const [key, count] = [...times].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])
  return { key, runs: count > 0 && count >= keys.length * runningShare }
}

/** Whether lines that are a number alone count the pages. */
function areNumbers(lines: readonly (string | undefined)[]): boolean {
  const before = lines.flatMap((line, page) =>
    keyOf(line) === '#' ? [Number(/\d+/u.exec(line ?? '')?.[0]) - page] : [],
  )
  return before.every((one) => one === before[0] && one < mostBefore)
}

function withoutControls(text: string): string {
  const lines = text.replaceAll('\f', '').split(/\r\n|\r|\n/)
  const written = lines.filter(isWritten)
  const ofOne = written.filter((line) => line.startsWith(' ')).length
  const turns = written.filter((line) => turn.test(line)).length
  const isReport =
    written.length >= fewestLines &&
    written[0]?.startsWith('1') === true &&
    turns > 1 &&
    ofOne >= written.length * fewestOfOne &&
    written.every((line) => control.test(line) && (turn.test(line) || !/^[01]/u.test(line)))
  if (!isReport) return text
  const before: Readonly<Partial<Record<string, string>>> = { '1': '\f', '0': '\n', '-': '\n\n' }
  return lines.map((line) => `${before[line.charAt(0)] ?? ''}${line.slice(1)}`).join('\n')
}
