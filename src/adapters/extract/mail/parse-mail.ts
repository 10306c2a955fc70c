import PostalMime from 'postal-mime'
import type { Address, Attachment, Email } from 'postal-mime'
import { AppError } from '../../../domain/errors.ts'
import { decodeText } from '../text/decode-text.ts'
import type { Mail, MailFile } from './mail-drafts.ts'
import { bareId, namedPictures } from './named-pictures.ts'
import { packedFiles } from './packed-by-outlook.ts'
import { pageHasWords } from './page-has-words.ts'
import { readableMail } from './readable-mail.ts'
import { signedContent } from './signed-content.ts'
import { uuencodedFiles } from './uuencoded-files.ts'

/** Mail programs nest some four or five; an attached mail brings its own. */
const limits = { maxNestingDepth: 50, maxHeadersSize: 2 * 1024 * 1024 } as const
/** The parser would write a mail inside of a mail into its text, with times of this machine. */
const options = { ...limits, forceRfc822Attachments: true } as const

/** Mails in mails, deeper than anybody forwards them. */
const deepest = 5

/** A mail as it was sent (RFC 5322, MIME), with the mails that are attached to it. @throws AppError `too_complex` */
export async function parseMail(bytes: Uint8Array, depth = 0): Promise<Mail> {
  const email = await parse(bytes)
  const envelope = envelopeOf(email)
  const mail = await ownParts(email, { isFlowed: isFlowed(bytes), depth, envelope })
  const content = envelope === null ? null : envelope.content
  if (content === 'encrypted') return { ...mail, isEncrypted: true }
  if (content === null || depth >= deepest) return mail
  return withSigned(mail, await parseMail(readableMail(content).text, depth + 1))
}

interface MailPlace {
  readonly isFlowed: boolean
  readonly depth: number
  readonly envelope: { readonly part: Attachment } | null
}

async function ownParts(mail: Email, place: MailPlace): Promise<Mail> {
  const { text, files } = uuencodedFiles(mail.text ?? '')
  const attachments = mail.attachments.filter((one) => !isNote(one) && one !== place.envelope?.part)
  const parts = attachments.filter((one) => !isRead(one, place.depth) && !isCalendar(one))
  const isEncrypted = mail.attachments.some(isPgp)
  const named = namedPictures(mail.html ?? '')
  const isOfPage = (one: Attachment): boolean => isShown(one, named)
  const isPart = hasWords(mail) || !attachments.every(isOfPage) ? isOfPage : () => false
  return {
    subject: mail.subject ?? '',
    fields: fieldsOf(mail),
    html: mail.html ?? null,
    text: mail.text === undefined ? null : place.isFlowed ? withoutInnerMarks(text) : text,
    files: [
      // Of an encrypted mail nothing can be taken out.
      ...parts.flatMap((one) => filesIn(one, isEncrypted || isSignature(one) || isPart(one))),
      ...files.map(({ name, content }): MailFile => ({ name, isShown: false, content: () => content })),
    ],
    mails: await attachedMails(attachments, place.depth),
    calendars: attachments.filter(isCalendar).map((one) => decodeText(Buffer.from(bytesOf(one)), null)),
    notes: mail.attachments.filter(isNote).map(noteOf),
    isEncrypted,
  }
}

function fieldsOf(mail: Email): Mail['fields'] {
  return [
    ['from', addresses(mail.from === undefined ? [] : [mail.from])],
    ['to', addresses(mail.to)],
    ['cc', addresses(mail.cc)],
    ['date', mail.headers.find(({ key }) => key === 'date')?.value ?? ''],
  ]
}

/** The envelope that is all there is of a mail, and what is in it. */
function envelopeOf({
  text,
  html,
  attachments,
}: Email): { readonly part: Attachment; readonly content: Uint8Array | 'encrypted' } | null {
  const part = text === undefined && html === undefined ? attachments.find(isEnvelope) : undefined
  const content = part === undefined ? null : signedContent(bytesOf(part))
  return part === undefined || content === null ? null : { part, content }
}

/** What was signed has no headers of its own that count. */
function withSigned(mail: Mail, signed: Mail): Mail {
  const { html, text, isEncrypted = false } = signed
  return {
    ...mail,
    html,
    text,
    isEncrypted,
    files: [...mail.files, ...signed.files],
    mails: [...(mail.mails ?? []), ...(signed.mails ?? [])],
    calendars: [...(mail.calendars ?? []), ...(signed.calendars ?? [])],
    notes: [...(mail.notes ?? []), ...(signed.notes ?? [])],
  }
}

/** Without any, the pictures of its page are all that it says. */
function hasWords({ text = '', html = '' }: Email): boolean {
  return /[\p{L}\p{N}]/u.test(text) || pageHasWords(html)
}

/** S/MIME: the whole mail in an envelope (RFC 8551). */
function isEnvelope({ mimeType, filename }: Attachment): boolean {
  return /^application\/(?:x-)?pkcs7-mime$/i.test(mimeType) || /^smime\.p7m$/i.test(filename ?? '')
}

/** RFC 3156. */
function isPgp({ mimeType }: Attachment): boolean {
  return mimeType === 'application/pgp-encrypted'
}

function isSignature({ mimeType }: Attachment): boolean {
  return /^application\/(?:(?:x-)?pkcs7-signature|pgp-(?:signature|encrypted))$/i.test(mimeType)
}

/** What became of a mail, and texts in kinds of their own: parts of the mail that nobody attached. */
function isNote({ mimeType, filename, disposition }: Attachment): boolean {
  if (/^message\/(?:delivery-status|disposition-notification)$|^text\/rfc822-headers$/i.test(mimeType)) return true
  return /^text\/(?:enriched|richtext)$/i.test(mimeType) && filename === null && disposition !== 'attachment'
}

function noteOf(one: Attachment): string {
  const text = decodeText(Buffer.from(bytesOf(one)), null)
  return /^text\/(?:enriched|richtext)$/i.test(one.mimeType) ? text.replace(/<(?!<)[^<>]{0,60}>/g, '') : text
}

/** RFC 3676: the mail's program wrapped the lines, and the parser joined them with the marks of a quote between them. Heads say so, not words. */
function isFlowed(bytes: Uint8Array): boolean {
  const mail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return /^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,50}?;\s*format\s*=\s*"?flowed/im.test(mail)
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

/** The file that it is, or those that Outlook packed into it. @param isHidden it is a part of the mail, and no attachment */
function filesIn(one: Attachment, isHidden: boolean): readonly MailFile[] {
  const isPacked = one.mimeType.endsWith('/ms-tnef') || /^winmail\.dat$/i.test(one.filename ?? '')
  const packed = isPacked ? packedFiles(Buffer.from(bytesOf(one))) : null
  if (packed === null) return [{ isShown: isHidden, ...signedFile(one) }]
  return packed.map(({ name, content }) => ({ name, isShown: false, content: () => content }))
}

/** The file itself, without the envelope in which it was signed: `contrato.pdf.p7m`. */
function signedFile(one: Attachment): Pick<MailFile, 'name' | 'content'> {
  const [name, bare] = [nameOf(one), nameOf(one).replace(/\.p7m$/i, '')]
  const opened = name === bare || !bare.includes('.') ? null : signedContent(bytesOf(one))
  if (opened instanceof Uint8Array) return { name: bare, content: () => opened }
  return { name, content: () => bytesOf(one) }
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
    return await PostalMime.parse(bytes, options)
  } catch (error) {
    throw new AppError('too_complex', 'The mail nests more parts or has longer headers than any real mail.', {
      cause: error,
    })
  }
}

/** Pictures that the page itself shows are no attachments for a reader; telephones call every photo that is sent an inline one. */
function isShown({ related, mimeType, contentId }: Attachment, named: ReadonlySet<string>): boolean {
  return mimeType.startsWith('image/') && (related === true || named.has(bareId(contentId ?? '')))
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
