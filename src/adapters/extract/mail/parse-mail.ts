import PostalMime from 'postal-mime'
import type { Address, Attachment, Email } from 'postal-mime'
import { AppError } from '../../../domain/errors.ts'
import { decodeText } from '../text/decode-text.ts'
import type { Mail, MailFile } from './mail-drafts.ts'
import { packedFiles } from './packed-by-outlook.ts'
import { readableMail } from './readable-mail.ts'

/** Mail programs nest some four or five; an attached mail brings its own. */
const limits = { maxNestingDepth: 50, maxHeadersSize: 2 * 1024 * 1024 } as const

/** Mails in mails, deeper than anybody forwards them. */
const deepest = 5

/** A mail as it was sent (RFC 5322, MIME), with the mails that are attached to it. @throws AppError `too_complex` */
export async function parseMail(bytes: Uint8Array, depth = 0): Promise<Mail> {
  const mail = await parse(bytes)
  const raw = (key: string): string => mail.headers.find((header) => header.key === key)?.value ?? ''
  return {
    subject: mail.subject ?? '',
    fields: [
      ['From', addresses(mail.from === undefined ? [] : [mail.from])],
      ['To', addresses(mail.to)],
      ['Cc', addresses(mail.cc)],
      ['Date', raw('date')],
    ],
    html: mail.html ?? null,
    text: mail.text === undefined ? null : isFlowed(bytes) ? withoutInnerMarks(mail.text) : mail.text,
    files: mail.attachments.filter((one) => !isRead(one, depth) && !isCalendar(one)).flatMap(filesIn),
    mails: await attachedMails(mail.attachments, depth),
    calendars: mail.attachments.filter(isCalendar).map((one) => decodeText(Buffer.from(bytesOf(one)), null)),
  }
}

/** RFC 3676: the mail's program wrapped the lines, and the parser joined them with the marks of a quote between them. */
function isFlowed(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return /format\s*=\s*"?flowed/i.test(head)
}

function withoutInnerMarks(text: string): string {
  return text.replace(/^(>[> ]{0,50})(.*)$/gm, (_, marks: string, rest: string) => {
    return marks + rest.replaceAll(` ${marks.trim()} `, ' ')
  })
}

async function attachedMails(attachments: readonly Attachment[], depth: number): Promise<Mail[]> {
  const mails: Mail[] = []
  for (const one of attachments) {
    if (!isRead(one, depth)) continue
    mails.push(await parseMail(readableMail(bytesOf(one)).text, depth + 1))
  }
  return mails
}

/** The file that it is, or those that Outlook packed into it. */
function filesIn(one: Attachment): readonly MailFile[] {
  const isPacked = one.mimeType.endsWith('/ms-tnef') || /^winmail\.dat$/i.test(one.filename ?? '')
  const packed = isPacked ? packedFiles(Buffer.from(bytesOf(one))) : null
  if (packed === null) return [{ name: nameOf(one), isShown: isShown(one), content: () => bytesOf(one) }]
  return packed.map(({ name, content }) => ({ name, isShown: false, content: () => content }))
}

/** An invitation is read as a part of its mail. */
function isCalendar({ mimeType, filename }: Attachment): boolean {
  return mimeType === 'text/calendar' || mimeType === 'application/ics' || /\.ics$/i.test(filename ?? '')
}

function isRead({ mimeType }: Attachment, depth: number): boolean {
  return mimeType === 'message/rfc822' && depth < deepest
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : new Uint8Array(content)
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, limits)
  } catch (error) {
    throw new AppError('too_complex', 'The mail nests more parts or has longer headers than any real mail.', {
      cause: error,
    })
  }
}

/** Pictures that the page itself shows are no attachments for a reader. */
function isShown({ related, mimeType, disposition }: Attachment): boolean {
  return mimeType.startsWith('image/') && (related === true || disposition === 'inline')
}

function nameOf({ filename, mimeType }: Attachment): string {
  return filename ?? mimeType
}

function addresses(list: readonly Address[] = []): string {
  return list
    .flatMap((one) => (one.group === undefined ? [one] : one.group))
    .map(mailbox)
    .join(', ')
}

function mailbox({ name, address }: { readonly name: string; readonly address?: string }): string {
  if (address === undefined || address === '') return name
  return name === '' || name === address ? address : `${name} <${address}>`
}
