import type { FileSubject } from './format.ts'
import { looksLikeEncodedMail, looksLikeMail, looksLikeMailbox } from './mail-structure.ts'
import { looksLikeColumns, looksLikeHtml, looksLikeMarkdown, xmlKindOf } from './text-structure.ts'
import type { XmlKind } from './text-structure.ts'
import { unreadKindOf } from './unread-kinds.ts'

const pdfHeaderBytes = 1_024

/** Junk before the header is allowed, but a text that mentions the header further down is still a text. */
export function isPdf({ head, claimed }: FileSubject): boolean {
  const at = head.subarray(0, pdfHeaderBytes).indexOf('%PDF-')
  return at === 0 || (at > 0 && claimed?.startsWith('text/') !== true)
}

const imageMarks: readonly (readonly [string, readonly string[]])[] = [
  ['image/png', ['89504e470d0a1a0a']],
  ['image/jpeg', ['ffd8ff']],
  ['image/tiff', ['49492a00', '4d4d002a']],
]

/** By its first bytes. */
export function isImage({ head }: FileSubject, type: string): boolean {
  const start = head.toString('hex', 0, 8)
  return imageMarks.some(([of, marks]) => of === type && marks.some((mark) => start.startsWith(mark)))
}

/** By its first mark; what is packed into it may be binary. */
export function isRtf({ head }: FileSubject): boolean {
  return /^\s{0,20}\{\\rtf/.test(head.toString('latin1', 0, 30))
}

/** By its first marks, unless its name says Markdown, where tags are allowed; or by its name alone. */
export function isHtml(subject: FileSubject): boolean {
  const text = readableText(subject)
  if (text === null) return false
  if (!looksLikeHtml(text)) return subject.claimed === 'text/html'
  return subject.claimed !== 'text/markdown' || /^\s*<(?:!doctype|html)/i.test(text)
}

export function isMarkdown(subject: FileSubject): boolean {
  const text = readableText(subject)
  if (text === null || isHtml(subject)) return false
  return subject.claimed === 'text/markdown' || (subject.claimed === null && looksLikeMarkdown(text))
}

/**
 * In one piece of XML: OpenDocument (FODT, FODS, FODP), a workbook of Excel 2003, which programs write under the ending of an old one, or a
 * document of Word, as a package or as Word 2003 wrote it.
 */
export function isXmlOf(subject: FileSubject, kind: XmlKind): boolean {
  const text = subject.text()
  return text !== null && xmlKindOf(text) === kind
}

/** By its name: a semicolon in every line is in other texts too. Many programs write it under the name of a workbook. */
export function isCsv(subject: FileSubject): boolean {
  const { claimed } = subject
  if (claimed !== 'text/csv' && claimed !== 'application/vnd.ms-excel') return false
  const text = readableText(subject)
  if (text === null || isHtml(subject)) return false
  return claimed === 'text/csv' || looksLikeColumns(text)
}

/** Whatever reads as text and is nothing else. */
export function isPlainText(subject: FileSubject): boolean {
  return readableText(subject) !== null && !isHtml(subject) && !isMarkdown(subject) && !isCsv(subject)
}

/**
 * By its name, or because nothing else begins with the same lines; a text file may quote a mail, but is none whose words nobody
 * could read in it.
 */
export function isMail(subject: FileSubject): boolean {
  if (isMailbox(subject) || isWebArchive(subject)) return false
  if (subject.claimed === 'text/plain') return looksLikeEncodedMail(headOfText(subject))
  return claimsOrLooks(subject, 'message/rfc822', looksLikeMail)
}

/** Some programs keep the line that divides a mailbox at the top of a single mail. */
export function isMailbox(subject: FileSubject): boolean {
  if (subject.claimed === 'text/plain') {
    const text = headOfText(subject)
    return looksLikeMailbox(text) && looksLikeEncodedMail(text.slice(text.indexOf('\n') + 1))
  }
  const isOfMail = subject.claimed === 'message/rfc822'
  return claimsOrLooks(isOfMail ? { ...subject, claimed: null } : subject, 'application/mbox', looksLikeMailbox)
}

/** A page with its pictures in the form of a mail: only its name tells it apart, or that of an old Office document. */
export function isWebArchive(subject: FileSubject): boolean {
  const { claimed } = subject
  if (claimed === 'multipart/related') return claimsOrLooks(subject, 'multipart/related', looksLikeMail)
  if (claimed !== 'application/msword' && claimed !== 'application/vnd.ms-excel') return false
  const text = subject.text()
  return text !== null && looksLikeMail(text, true) && /^content-type:\s*multipart\/related/im.test(text)
}

/** More than the first of a text: servers write much into the headers of a mail. */
function headOfText(subject: FileSubject): string {
  return subject.text() === null ? '' : subject.head.toString('utf8')
}

function claimsOrLooks(
  subject: FileSubject,
  type: string,
  looks: (text: string, isNamed: boolean) => boolean,
): boolean {
  const isNamed = subject.claimed === type
  const text = isNamed || subject.claimed === null ? subject.text() : null
  return text !== null && unreadKindOf(subject) === undefined && looks(text, isNamed)
}

/** Null for a mail too, and for what is XML to a program. */
function readableText(subject: FileSubject): string | null {
  if (unreadKindOf(subject) !== undefined || isRtf(subject)) return null
  if (isMailbox(subject) || isMail(subject) || isWebArchive(subject)) return null
  const text = subject.text()
  return text === null || xmlKindOf(text) !== null ? null : text
}
