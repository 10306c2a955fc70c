import { AppError } from '../../../domain/errors.ts'

const separator = Buffer.from('\nFrom ')
const lineEnd = 0x0a
/** Past this nobody looks for one mail in one document. */
const maxMails = 50_000
/** A line that only begins like the start of a mail has no year at its end. */
const opening = /^From \S.*\d{4}(?: [+-]\d{4})?\s*$/

/** What follows that line: a field, or another such line of a program that passed the mail on. A sentence has none below it. */
const field = /^(?:[A-Za-z][A-Za-z0-9_-]{0,60}:|>?From )/

/** The mails of a mailbox file, without the lines that divide them. @throws AppError `too_complex` past 50,000 mails */
export function splitMbox(bytes: Buffer): readonly Uint8Array[] {
  const starts: number[] = []
  for (let at = startsMail(bytes, 0) ? 0 : nextMail(bytes, 0); at !== -1; at = nextMail(bytes, at)) starts.push(at)
  if (starts.length > maxMails) {
    throw new AppError('too_complex', `The mailbox holds more than ${maxMails} mails. Split it.`, {
      details: { mails: starts.length },
    })
  }
  return starts.map((start, index) => {
    const first = bytes.indexOf(lineEnd, start) + 1
    return unquoted(bytes.subarray(first, starts[index + 1] ?? bytes.length))
  })
}

function nextMail(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(separator, from); at !== -1; at = bytes.indexOf(separator, at + 1)) {
    if (isBlankBefore(bytes, at) && startsMail(bytes, at + 1)) return at + 1
  }
  return -1
}

/** A mail begins after an empty line. */
function isBlankBefore(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1]
  return before === lineEnd || (before === 0x0d && bytes[at - 2] === lineEnd)
}

function startsMail(bytes: Buffer, at: number): boolean {
  const end = bytes.indexOf(lineEnd, at)
  if (!opening.test(bytes.toString('latin1', at, Math.min(end === -1 ? bytes.length : end, at + 300)))) return false
  return end !== -1 && field.test(bytes.toString('latin1', end + 1, end + 80))
}

/** `>From`: how a mailbox keeps a line of a mail that begins like the next mail. */
function unquoted(mail: Buffer): Buffer {
  if (!mail.includes('\n>From ')) return mail
  return Buffer.from(mail.toString('latin1').replace(/\n>(>*From )/g, '\n$1'), 'latin1')
}
