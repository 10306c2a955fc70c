import { splitLines } from '../text/split-lines.ts'

/** ":::warning", "::: {.note}", ":::{tip} Title", ":::note[Title]", ":::": where a framed part begins, and where it ends. */
const fence =
  /^ {0,3}:{3,}[ \t]*(?:\{[^{}]{0,200}\}|[a-z][\w-]{0,40})?(?:[ \t]+([^\s:].{0,200})|\[([^[\]]{1,200})\])?[ \t]*:*$/i
const code = /^ {0,3}(`{3,}|~{3,})/

/** Framed parts as some dialects mark them (Docusaurus, VuePress, Pandoc, MyST), without their marks: what is in them, below their title. */
export function withoutFrames(text: string): string {
  if (!/^ {0,3}:::/m.test(text)) return text
  let open: string | null = null
  const lines = splitLines(text).map((line) => {
    const [, mark] = code.exec(line) ?? []
    if (mark !== undefined && (open === null || mark.startsWith(open))) open = open === null ? mark : null
    const found = open === null ? fence.exec(line) : null
    return found === null ? line : `\n${found[1] ?? found[2] ?? ''}\n`
  })
  return lines.join('\n')
}
