import { splitLines } from '../text/split-lines.ts'

/** ":::warning", "::: {.note}", ":::{tip} Title", ":::note[Title]", ":::": where a framed part begins, and where it ends. */
const fence =
  /^ {0,3}:{3,}[ \t]*(?:\{[^{}]{0,200}\}|[a-z][\w-]{0,40})?(?:[ \t]+([^\s:].{0,200})|\[([^[\]]{1,200})\])?[ \t]*:*$/i
const indented = /^(?: {4}|\t)/
const end = /^ {0,3}:{3,}[ \t]*$/
const code = /^ {0,3}(`{3,}|~{3,})/

/** Framed parts as some dialects mark them (Docusaurus, VuePress, Pandoc, MyST), without their marks: what is in them, below their title. */
export function withoutFrames(text: string): string {
  if (!/^ {0,3}:::/m.test(text)) return text
  let open: string | null = null
  const lines = splitLines(text)
  // What nothing ends below it is no frame, but a line that begins with colons; mkdocstrings sets what belongs to it to the right.
  const last = lines.findLastIndex((line) => end.test(line))
  const read = lines.map((line, at) => {
    const [, mark] = code.exec(line) ?? []
    if (mark !== undefined && (open === null || mark.startsWith(open))) open = open === null ? mark : null
    const isFrame = open === null && (at <= last || indented.test(lines[at + 1] ?? ''))
    const found = isFrame ? fence.exec(line) : null
    return found === null ? line : `\n${found[1] ?? found[2] ?? ''}\n`
  })
  return read.join('\n')
}
