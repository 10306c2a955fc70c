import type { FileType } from '../../../domain/extracted.ts'
import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import type { Format, UnreadKind } from './format.ts'
import { formatOf, formats } from './formats.ts'
import { unreadKinds } from './unread-kinds.ts'

export type Named = Format | UnreadKind

/** What a file name's ending promises. Endings of plain text formats (LOG, INI, …) promise nothing: they are read as text. */
export function kindByName(fileName: string): Named | undefined {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? ''
  return [...formats, ...unreadKinds].find(({ extensions }) => extensions.includes(ending))
}

/**
 * Formats of one family go by each other's endings, text by those of old Office formats, and a mail by that of text; every other
 * difference is a mistake.
 */
export function goesBy(promised: Format, found: Format): boolean {
  if (promised.type === 'text/plain' && found.family === 'mail') return true
  if (promised.family !== undefined && promised.family === found.family) return true
  return promised.opensText === true && (found.isText === true || found.type === 'multipart/related')
}

/** A warning for a file under the ending of another format that it may go by; nothing for every other name. */
export function nameWarning(fileType: FileType, fileName: string): DocumentWarning[] {
  const promised = kindByName(fileName)
  const found = formatOf(fileType)
  if (promised === undefined || found === undefined || !('type' in promised) || promised.type === found.type) return []
  if (!goesBy(promised, found)) return []
  return [warning('other_format', { said: promised.listedAs ?? promised.name, found: found.name })]
}
