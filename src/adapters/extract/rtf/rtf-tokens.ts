/** What Rich Text consists of, in the order of the file. */
export interface RtfHandler {
  open(): void
  close(): void
  /** A word with its number, if it has one: `\fs24`. Signs such as `\*` and `\~` come as words too. */
  word(name: string, value: number | null): void
  /** A byte written as `\'e1`. */
  byte(value: number): void
  /** Characters that stand for themselves, a byte each. */
  text(text: string): void
}

const controlWord = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?/y
const plain = /[^\\{}\r\n]+/y

/** Reads Rich Text in time that grows with its length; `source` holds a byte a character. What is no RTF is text. */
export function readRtfTokens(source: string, handler: RtfHandler): void {
  for (let at = 0; at < source.length;) {
    const sign = source.charAt(at)
    if (sign === '{' || sign === '}') {
      if (sign === '{') handler.open()
      else handler.close()
      at++
    } else if (sign === '\\') at = readControl(source, at, handler)
    else if (sign === '\r' || sign === '\n') at++
    else {
      plain.lastIndex = at
      const text = plain.exec(source)?.[0] ?? sign
      handler.text(text)
      at += text.length
    }
  }
}

/** @returns where to go on */
function readControl(source: string, at: number, handler: RtfHandler): number {
  controlWord.lastIndex = at
  const found = controlWord.exec(source)
  if (found !== null) {
    const [all, name = '', digits] = found
    const value = digits === undefined ? null : Number(digits)
    // Raw bytes follow, whatever they look like.
    if (name === 'bin') return at + all.length + Math.max(0, value ?? 0)
    handler.word(name, value)
    return at + all.length
  }
  const sign = source.charAt(at + 1)
  if (sign !== "'") {
    handler.word(sign === '\r' ? '\n' : sign, null)
    return at + 2
  }
  const byte = Number.parseInt(source.slice(at + 2, at + 4), 16)
  if (!Number.isNaN(byte)) handler.byte(byte)
  return at + 4
}
