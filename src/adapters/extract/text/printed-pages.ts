/** What a report for a line printer says in the first sign of each line: a new page, one, two or three lines on, or over the line before. */
const control = /^[ 01+-]/u
const isNumbered = /^[01]\d*[.)]/u
const fewestLines = 6
const fewestOfOne = 0.4
/** "Página 2 de 7", "[Page 2]", "- 2 -", "2/7" */
const pageNumber =
  /(?:\b(?:p[áa]g(?:ina)?|page|seite|hoja|blatt|folio|p)\b\.?\s*(?:n[oº]\.?|:)?\s*)\d+(?:\s*(?:de|of|von|\/)\s*\d+)?|^\s*[-–—]?\s*\d+\s*(?:(?:de|of|von|\/)\s*\d+\s*)?[-–—]?\s*$/giu
/** A line that stands over or under so many of the pages runs over all of them. */
const runningShare = 0.5
const endsStatement = /[.:;!?…)»"”]$/u

/**
 * A text that was set for a printer, read as one: without the signs that tell the printer where to go on, and with the line that runs
 * over the pages, and the one that runs under them, said once. A sentence goes on over the end of its page.
 */
export function withoutPageFrames(text: string): string {
  const printed = withoutControls(text)
  if (!printed.includes('\f')) return printed
  const pages = printed.split('\f').map((page) => page.split(/\r\n|\r|\n/))
  const heads = runningOf(pages.map((page) => keyOf(page.find(isWritten))))
  const feet = runningOf(pages.map((page) => keyOf(page.findLast(isWritten))))
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
  return (line ?? '').replace(pageNumber, '#').replace(/\s+/gu, ' ').trim()
}

function runningOf(keys: readonly string[]): ReadonlySet<string> {
  const times = new Map<string, number>()
  for (const key of keys) if (key !== '') times.set(key, (times.get(key) ?? 0) + 1)
  const found = [...times].filter(([, count]) => count > 1 && count >= keys.length * runningShare)
  return new Set(found.map(([key]) => key))
}

function withoutControls(text: string): string {
  const lines = text.replaceAll('\f', '').split(/\r\n|\r|\n/)
  const written = lines.filter(isWritten)
  const ofOne = written.filter((line) => line.startsWith(' ')).length
  const turns = written.filter((line) => /^[01-]/u.test(line)).length
  const isReport =
    written.length >= fewestLines &&
    written[0]?.startsWith('1') === true &&
    turns > 1 &&
    ofOne >= written.length * fewestOfOne &&
    written.every((line) => control.test(line) && !isNumbered.test(line))
  if (!isReport) return text
  const before: Readonly<Partial<Record<string, string>>> = { '1': '\f', '0': '\n', '-': '\n\n' }
  return lines.map((line) => `${before[line.charAt(0)] ?? ''}${line.slice(1)}`).join('\n')
}
