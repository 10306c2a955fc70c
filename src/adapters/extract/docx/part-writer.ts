type Attributes = Readonly<Record<string, string>>

/** One part of a package while it is written. */
export interface PartWriter {
  /** Opens an element, its attributes by other names where `names` has some; call what is returned at its end. */
  element(name: string, attributes: Attributes, names?: Readonly<Partial<Record<string, string>>>): () => void
  text(text: string): void
  /** @param damaged its root stays open, so that whoever reads it knows */
  finish(damaged: boolean): Uint8Array
}

/** Pieces that are kept as letters. */
const pieceChars = 1024 * 1024

export function createPartWriter(root: string): PartWriter {
  const pieces: Buffer[] = []
  let written = `<${root}>`
  const write = (text: string): void => {
    written += text
    if (written.length < pieceChars) return
    pieces.push(Buffer.from(written))
    written = ''
  }
  return {
    element(name, attributes, names = {}) {
      let tag = `<${name}`
      for (const [key, value] of Object.entries(attributes)) {
        // Prefixes are the usual ones already.
        if (!key.startsWith('xmlns')) tag += ` ${names[key] ?? key}="${escaped(value)}"`
      }
      write(`${tag}>`)
      return () => write(`</${name}>`)
    },
    text: (text) => write(escaped(text)),
    finish(damaged) {
      if (!damaged) write(`</${root}>`)
      return Buffer.concat([...pieces, Buffer.from(written)])
    },
  }
}

const entities: Readonly<Partial<Record<string, string>>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<"]/g, (sign) => entities[sign] ?? sign)
}
