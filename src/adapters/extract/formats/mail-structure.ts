const field = /^([A-Za-z][A-Za-z0-9-]{0,60}):/
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

/** A line that says from whom and when stands before each mail. */
export function looksLikeMailbox(text: string): boolean {
  const [first = '', ...rest] = text.split('\n', 2)
  return /^From \S.{0,300}\d{4}(?: [+-]\d{4})?\s*$/.test(first) && field.test(rest[0] ?? '')
}

function fieldNames(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const line of text.replace(/^\uFEFF|^\d{1,10} *\r?\n/, '').split(/\r?\n/, mostLines)) {
    if (/^[ \t]/.test(line) && names.size > 0) continue
    const name = field.exec(line)?.[1]
    if (name === undefined) break
    names.add(name.toLowerCase())
  }
  return names
}
