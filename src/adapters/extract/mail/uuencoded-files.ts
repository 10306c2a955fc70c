/** A file as programs before MIME put it into the text of a mail. */
export interface UuencodedFile {
  readonly name: string
  readonly content: Uint8Array
}

const begin = /^begin [0-7]{3,4} (\S.{0,250})$/
/** A line says its length first, 45 bytes at most, in signs from 0x20. */
const data = /^[!-M`][ -`]{0,90}$/

/** The files in a text, and the text without them. One that does not end is text. */
export function uuencodedFiles(text: string): { readonly text: string; readonly files: readonly UuencodedFile[] } {
  if (!/^begin [0-7]{3,4} \S/m.test(text)) return { text, files: [] }
  const lines = text.split(/\r?\n/)
  const kept: string[] = []
  const files: UuencodedFile[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const name = begin.exec(line)?.[1]
    const end = name === undefined ? -1 : endOf(lines, at + 1)
    if (name === undefined || end === -1) {
      kept.push(line)
      continue
    }
    files.push({ name: name.trim(), content: Buffer.concat(lines.slice(at + 1, end).map(bytesOf)) })
    at = end
  }
  return { text: kept.join('\n'), files }
}

function endOf(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at++) {
    if (lines[at] === 'end') return at
    if (!data.test(lines[at] ?? '')) return -1
  }
  return -1
}

function bytesOf(line: string): Buffer {
  const value = (at: number): number => ((line.charCodeAt(at) || 0x20) - 0x20) & 0x3f
  const bytes: number[] = []
  for (let at = 1; at < line.length; at += 4) {
    const all = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3)
    bytes.push((all >> 16) & 0xff, (all >> 8) & 0xff, all & 0xff)
  }
  return Buffer.from(bytes.slice(0, value(0)))
}
