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

/** A warning for a file of one family under the ending of another format of it; nothing for every other name. */
export function nameWarning(fileType: FileType, fileName: string): DocumentWarning[] {
  const promised = kindByName(fileName)
  const found = formatOf(fileType)
  if (promised === undefined || found === undefined || !('type' in promised) || promised.type === found.type) return []
  if (promised.family === undefined || promised.family !== found.family) return []
  return [warning('other_format', { said: promised.name, found: found.name })]
}
