import type { FileSubject, ZipContent } from './format.ts'
import { unreadKindOf } from './unread-kinds.ts'

/** The families of Office packages by the folder that holds their main part. */
const families = {
  word: /^word\/document\d*\.xml$/,
  xl: /^xl\/workbook\d*\.xml$/,
  ppt: /^ppt\/presentation\d*\.xml$/,
} as const
export type OfficeFamily = keyof typeof families

/**
 * An Office package of this family; also what only says so by its name and is cut off, encrypted or unusual: the reader tells
 * what is wrong with it.
 */
export function isOffice(subject: FileSubject, type: string, family: OfficeFamily): boolean {
  const named = subject.claimed === type
  const zip = subject.zip()
  // An encrypted document does not say what it is. Most are texts.
  if (zip === null) return isEncrypted(subject) && (named || (family === 'word' && !claimsPackage(subject)))
  const found = familyOf(zip)
  if (found !== null) return found === family
  if (unreadKindOf(subject) !== undefined || packagedType(subject) !== null) return false
  return named && (zip.damaged || zip.truncated || zip.names.includes('[content_types].xml'))
}

function familyOf({ names }: ZipContent): OfficeFamily | null {
  if (names.includes('xl/workbook.bin')) return null
  const all = Object.keys(families) as readonly OfficeFamily[]
  const byMainPart = all.find((family) => names.some((name) => families[family].test(name)))
  return byMainPart ?? all.find((family) => names.some((name) => name.startsWith(`${family}/`))) ?? null
}

function claimsPackage({ claimed }: FileSubject): boolean {
  return claimed?.startsWith('application/vnd.openxmlformats-officedocument') === true
}

function isEncrypted(subject: FileSubject): boolean {
  return subject.wrapsEncrypted() && unreadKindOf(subject) === undefined
}

/** An OpenDocument file or e-book: they say in their first part what they are, the others by their name alone. */
export function isPackaged(subject: FileSubject, type: string): boolean {
  const zip = subject.zip()
  if (zip === null) return false
  const stated = packagedType(subject)
  if (stated !== null) return stated === type || stated === `${type}-template`
  if (zip.damaged) return subject.claimed === type
  if (familyOf(zip) !== null) return false
  const isBook = zip.names.includes('meta-inf/container.xml')
  if (type === 'application/epub+zip') return isBook
  return !isBook && subject.claimed === type && zip.names.includes('content.xml')
}

/** What a package that begins with the part `mimetype` says it is; null for every other. */
function packagedType(subject: FileSubject): string | null {
  const { head } = subject
  if (subject.zip() === null || head.length < 38 || head.readUInt16LE(8) !== 0) return null
  if (head.toString('latin1', 30, 30 + head.readUInt16LE(26)) !== 'mimetype') return null
  const start = 38 + head.readUInt16LE(28)
  const written = /^(?:application|text)\/[\w.+-]{1,100}/.exec(head.toString('latin1', start, start + 120))
  return written?.[0].replace(/PK$/, '') ?? null
}

/** One of the kinds of old Office files, by a stream that only they have; a damaged one by its name. */
export function isOle(subject: FileSubject, type: string, isItsStream: (name: string) => boolean): boolean {
  const streams = subject.oleStreams()
  if (streams === null || subject.wrapsEncrypted()) return false
  if (streams.some(isItsStream)) return true
  return subject.claimed === type && unreadKindOf(subject) === undefined && !streams.some(isMainStream)
}

/** Streams that say what an OLE file is. */
function isMainStream(name: string): boolean {
  return /^(?:WordDocument|Workbook|Book|PowerPoint Document)$/i.test(name) || name.startsWith('__properties_version')
}
