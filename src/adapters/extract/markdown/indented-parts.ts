import { splitLines } from '../text/split-lines.ts'
import { codeLines } from './code-lines.ts'

/** `!!! warning "Title"`, `??? question`, `=== "Tab"`: what belongs to them is set four blanks to the right. */
const box = /^(?:!{3}|\?{3}\+?)[ \t]+[a-z][\w-]{0,40}(?:[ \t]+[a-z][\w-]{0,40}){0,3}(?:[ \t]+"([^"]{0,200})")?[ \t]*$/i
const tab = /^={3}[+!]{0,2}[ \t]+"([^"]{1,200})"[ \t]*$/
const anyMark = /^[ \t]*(?:!{3}|\?{3}\+?|={3}[+!]{0,2})[ \t]+["a-z]/im
const step = 4

/** Boxes and tabs as MkDocs marks them, without their marks: what is in them, below their title. Set to the right it would be code. */
export function withoutIndentedParts(text: string): string {
  if (!anyMark.test(text)) return text
  const lines = splitLines(text).map((line) => line.replace(/^\t+/, (tabs) => ' '.repeat(step * tabs.length)))
  const inCode = codeLines(lines)
  /** How far the open parts, one in another, are set to the right. */
  let depths: number[] = []
  const read = lines.map((line, at) => {
    if (line.trim() === '') return line
    const indent = indentOf(line)
    // Code may stand anywhere, but what opens it does not.
    if (inCode[at] !== true || inCode[at - 1] !== true) depths = depths.filter((depth) => indent >= depth)
    const bare = line.slice(Math.min(indent, depths.at(-1) ?? 0))
    if (inCode[at] === true || !hasPart(lines, at)) return bare
    const found = box.exec(bare.trimStart()) ?? tab.exec(bare.trimStart())
    if (found === null) return bare
    depths = [...depths, indent + step]
    return `\n${found[1] ?? ''}\n`
  })
  return read.join('\n')
}

/** Whether the next line that is not empty is set to the right of this one. */
function hasPart(lines: readonly string[], at: number): boolean {
  const below = [lines[at + 1] ?? '', lines[at + 2] ?? ''].find((line) => line.trim() !== '') ?? ''
  return indentOf(below) >= indentOf(lines[at] ?? '') + step
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
