import PostalMime from 'postal-mime'
import type { Address, Attachment, Email } from 'postal-mime'
import { AppError } from '../../../domain/errors.ts'
import type { Mail } from './mail-drafts.ts'
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
    text: mail.text ?? null,
    files: mail.attachments
      .filter((one) => !isRead(one, depth))
      .map((one) => ({ name: nameOf(one), isShown: isShown(one), content: () => bytesOf(one) })),
    mails: await attachedMails(mail.attachments, depth),
  }
}

async function attachedMails(attachments: readonly Attachment[], depth: number): Promise<Mail[]> {
  const mails: Mail[] = []
  for (const one of attachments) {
    if (!isRead(one, depth)) continue
    mails.push(await parseMail(readableMail(bytesOf(one)).text, depth + 1))
  }
  return mails
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
