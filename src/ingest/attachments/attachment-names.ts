import type { AttachedFile } from '../../domain/extracted.ts'
import { visibleName } from '../../domain/text/visible-text.ts'

/** Of the name of the mail, and of that of the file: both together fit into every store. */
const mostBytes = 240

/**
 * Names of the documents that the files of a mail become, by their parts: `Pedido.eml - factura.pdf`. No two of a mail are the same,
 * and none takes the name of what people upload. Same mail, same names.
 */
export function attachmentNames(mailName: string, files: readonly AttachedFile[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>()
  const ofMail = shortened(mailName)
  return new Map(
    files.map(({ part, name }) => {
      const own = shortened(visibleName(name.replace(/[/\\]/g, '-')) || 'attachment')
      const count = (seen.get(own) ?? 0) + 1
      seen.set(own, count)
      return [part, `${ofMail} - ${count === 1 ? own : numbered(own, count)}`]
    }),
  )
}

/** `factura (2).pdf` */
function numbered(name: string, count: number): string {
  const [stem, ending] = atEnding(name)
  return `${stem} (${count})${ending}`
}

/** The ending stays: programs go by it. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= mostBytes) return name
  const [stem, ending] = atEnding(name)
  const letters = Array.from(stem)
  while (Buffer.byteLength(letters.join('')) + Buffer.byteLength(ending) > mostBytes) letters.pop()
  return `${letters.join('').trimEnd()}${ending}`
}

function atEnding(name: string): readonly [string, string] {
  const ending = /(?<=.)\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  return [name.slice(0, name.length - ending.length), ending]
}
