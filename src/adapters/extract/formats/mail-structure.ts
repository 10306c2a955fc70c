const field = /^([A-Za-z][A-Za-z0-9_-]{0,60}):/
const mostLines = 200
/** A letter may begin with `From:` and `To:`; these only mails have. */
const ofMails = new Set(['message-id', 'received', 'mime-version', 'return-path', 'dkim-signature', 'x-mailer'])

/** A text that begins with the lines of a mail: under its own name any of them will do. */
export function looksLikeMail(text: string, isNamed: boolean): boolean {
  const names = fieldNames(text)
  if (isNamed) return names.size > 0
  return (
    names.has('from') && (names.has('date') || names.has('subject')) && [...names].some((name) => ofMails.has(name))
  )
}

/**
 * A whole mail whose text cannot be read as it stands: packed in letters of base64 or quoted-printable, or parts with a boundary
 * between them. Its body is what its headers say, as far as the text goes; a text about such headers goes on with words.
 */
export function looksLikeEncodedMail(text: string): boolean {
  if (!looksLikeMail(text, false)) return false
  const [, head = '', body = ''] = /^\uFEFF?([^]*?)(?:\r?\n\r?\n([^]*))?$/.exec(text) ?? []
  if (!isOnlyFields(head) || !/^MIME-Version:/im.test(head)) return false
  const boundary = /^Content-Type:\s*multipart\/(?:[^\n]|\n[ \t]){1,300}?boundary="?([^"\s;]{1,100})/im.exec(head)?.[1]
  if (boundary !== undefined) return body === '' || body.includes(`--${boundary}`)
  const packed = /^Content-Transfer-Encoding:\s*(base64|quoted-printable)\s*$/im.exec(head)?.[1]
  if (packed === undefined || body === '') return packed !== undefined
  return packed.toLowerCase() === 'base64' ? opensInBase64(body) : /=(?:[0-9A-F]{2}|\r?\n)/.test(body)
}

/** Each line is a field or goes on with the one before. */
function isOnlyFields(head: string): boolean {
  return head.split(/\r?\n/).every((line) => /^[ \t]/.test(line) || field.test(line))
}

/** Its lines as far as the first empty one, behind which a mailing list may have written its own. */
function opensInBase64(body: string): boolean {
  const [first = ''] = body.trim().split(/\r?\n\r?\n/, 1)
  return first.split(/\r?\n/).every((line) => /^[A-Za-z0-9+/]*={0,2}\s*$/.test(line))
}

/** A line that says from whom and when stands before each mail. */
export function looksLikeMailbox(text: string): boolean {
  const [first = '', ...rest] = text.split('\n', 2)
  return /^From \S.{0,300}\d{4}(?: [+-]\d{4})?\s*$/.test(first) && field.test(rest[0] ?? '')
}

function fieldNames(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const line of text.replace(/^\uFEFF|^\d{1,10} *\r?\n|^[\r\n]{1,20}/, '').split(/\r?\n/, mostLines)) {
    if (/^[ \t]/.test(line) && names.size > 0) continue
    const name = field.exec(line)?.[1]
    if (name === undefined) break
    names.add(name.toLowerCase())
  }
  return names
}
