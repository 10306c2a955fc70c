import type { FileSubject } from './format.ts'
import { looksLikeHtml, looksLikeMarkdown } from './text-structure.ts'
import { unreadKindOf } from './unread-kinds.ts'

const pdfHeaderBytes = 1_024
const mainPart = /^word\/document\d*\.xml$/

/** Junk before the header is allowed, but a text that mentions the header further down is still a text. */
export function isPdf({ head, claimed }: FileSubject): boolean {
  const at = head.subarray(0, pdfHeaderBytes).indexOf('%PDF-')
  return at === 0 || (at > 0 && claimed?.startsWith('text/') !== true)
}

/** Also what only says so by its name and is cut off, encrypted or unusual: the reader tells what is wrong with it. */
export function isDocx(subject: FileSubject, type: string): boolean {
  const named = subject.claimed === type
  const zip = subject.zip()
  if (zip === null) return isEncrypted(subject) && (named || subject.claimed === null)
  if (zip.names.some((name) => mainPart.test(name))) return true
  if (unreadKindOf(subject) !== undefined) return false
  const has = (prefix: string): boolean => zip.names.some((name) => name.startsWith(prefix))
  return has('word/') || (named && (zip.damaged || zip.truncated || has('[content_types].xml')))
}

/** Office wraps an encrypted document of any kind in an OLE file. */
function isEncrypted(subject: FileSubject): boolean {
  const streams = subject.oleStreams() ?? []
  return (
    streams.includes('EncryptedPackage') && !streams.includes('WordDocument') && unreadKindOf(subject) === undefined
  )
}

export function isDoc(subject: FileSubject, type: string): boolean {
  const streams = subject.oleStreams()
  if (streams === null) return false
  if (streams.includes('WordDocument')) return true
  return subject.claimed === type && unreadKindOf(subject) === undefined
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

/** Whatever reads as text and is nothing else. */
export function isPlainText(subject: FileSubject): boolean {
  return readableText(subject) !== null && !isHtml(subject) && !isMarkdown(subject)
}

function readableText(subject: FileSubject): string | null {
  return unreadKindOf(subject) === undefined ? subject.text() : null
}
