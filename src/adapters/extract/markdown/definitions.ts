import { splitLines } from '../text/split-lines.ts'
import { codeLines } from './code-lines.ts'

/** ":   30 días", "~   30 días": what explains the term in the line above. */
const explanation = /^ {0,2}(?::[ \t]+|~[ \t]{2,})(?=\S)/
const anyExplanation = /^ {0,2}[:~][ \t]+\S/m
/** A name, with or without marks around it; no heading, row, item, quotation or rule, and no sentence. */
const term = /^ {0,3}(?:[*_`["«]{0,3}[\p{L}\p{N}]).{0,100}$/u
const item = /^ {0,3}\d{1,9}[.)][ \t]/
const sentence = /[.!;,:][*_`]{0,3}\s*$/u
/** `*[NAS]: …` says what the letters stand for. */
const shortForm = /^\*\[([^\]\n]{1,40})\]:[ \t]+/gm

/** Lists of definitions (Pandoc, PHP Markdown Extra, MkDocs) as statements, each explanation behind its term; and what letters stand for. */
export function withDefinitions(text: string): string {
  const spelled = text.replace(shortForm, '\n$1: ')
  if (!anyExplanation.test(spelled)) return spelled
  const lines = splitLines(spelled)
  const inCode = codeLines(lines)
  const read = [...lines]
  /** The lines of the term, and of what was last said of it. */
  let open: { readonly term: number; last: number } | null = null
  for (const [at, line] of lines.entries()) {
    if (inCode[at] === true) open = null
    else if (explanation.test(line)) {
      const found: number | null = open !== null && at - open.last <= 2 ? open.term : termAbove(lines, at)
      open = found === null ? null : { term: found, last: at }
      if (found === null) continue
      const name = (lines[found] ?? '').trim()
      read[found] = ''
      read[at] = `\n${name}${/[?…]$/u.test(name) ? '' : ':'} ${line.replace(explanation, '')}`
    } else if (open !== null && /^(?: {2,}|\t)\S/.test(line)) open.last = at
  }
  return read.join('\n')
}

function termAbove(lines: readonly string[], at: number): number | null {
  const found = [at - 1, at - 2].find((above) => (lines[above] ?? '').trim() !== '')
  const line = found === undefined ? '' : (lines[found] ?? '')
  if (found === undefined || !term.test(line) || item.test(line) || sentence.test(line)) return null
  // A paragraph that wraps is no term.
  return (lines[found - 1] ?? '').trim() === '' || explanation.test(lines[found - 1] ?? '') ? found : null
}
