const head = /data:[\w.+-]{1,100}\/[\w.+-]{1,100}(?:;[\w=.+-]{1,100}){0,5},/y
/** A shorter one is no burden, and may be what the text is about. */
const shortest = 100

/** Programs wrap base64 into lines of 60 to 76 letters; shorter ones are words but for the last, which a mark ends. */
const shortestLine = 60
const lastLine = /[A-Za-z0-9+/]{0,76}={0,2}(?=["'>)])/y
const lineEnd = /\r?\n[ \t]{0,20}/y

/** A text without the pictures and fonts that are written into it as base64, of any size. */
export function withoutData(text: string): string {
  const parts: string[] = []
  let done = 0
  for (let at = text.indexOf('data:'); at !== -1; at = text.indexOf('data:', at + 1)) {
    head.lastIndex = at
    if (!head.test(text)) continue
    const from = head.lastIndex
    const to = endOfData(text, from)
    if (to - from < shortest) continue
    parts.push(text.slice(done, from))
    done = to
    at = to - 1
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done)
}

/** Behind data that may go on in further lines. */
function endOfData(text: string, from: number): number {
  let to = endOfLine(text, from)
  while (to === from || to - from >= shortestLine) {
    lineEnd.lastIndex = to
    if (!lineEnd.test(text)) break
    const next = lineEnd.lastIndex
    const end = endOfLine(text, next)
    lastLine.lastIndex = next
    if (end - next < shortestLine) return lastLine.test(text) ? lastLine.lastIndex : to
    to = end
  }
  return to
}

function endOfLine(text: string, from: number): number {
  let to = from
  while (to < text.length && isData(text.charCodeAt(to))) to++
  return to
}

/** Letters, digits and the signs of base64 and of escapes. */
function isData(code: number): boolean {
  if (code >= 0x30 && code <= 0x39) return true
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return true
  return code === 0x2b || code === 0x2f || code === 0x3d || code === 0x5f || code === 0x25 || code === 0x2d
}
