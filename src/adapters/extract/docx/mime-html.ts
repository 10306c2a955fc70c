import { decodeText } from '../text/decode-text.ts'
import { quotedPrintableBytes } from '../text/quoted-printable.ts'

/** A page saved with its pictures has some dozen parts. */
const maxParts = 1_000

/** The HTML part of a page saved as MIME (MHT); null when there is none. Pictures and styles are left out. */
export function htmlOfMime(content: Buffer): string | null {
  const text = content.toString('latin1')
  const boundary = /boundary="?([^"\r\n;]{1,200})/i.exec(text.slice(0, 10_000))?.[1]
  const parts = boundary === undefined ? [text] : text.split(`--${boundary}`, maxParts)
  for (const part of parts) {
    const end = /\r?\n\r?\n/.exec(part)
    if (end === null) continue
    const head = part.slice(0, end.index)
    if (!/content-type:\s*text\/html/i.test(head)) continue
    const charset = /charset="?([\w-]{2,40})/i.exec(head)?.[1] ?? null
    return decodeText(bodyBytes(part.slice(end.index + end[0].length), head), charset)
  }
  return null
}

function bodyBytes(body: string, head: string): Buffer {
  const encoding = /content-transfer-encoding:\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return encoding === 'quoted-printable' ? quotedPrintableBytes(body) : Buffer.from(body, 'latin1')
}
