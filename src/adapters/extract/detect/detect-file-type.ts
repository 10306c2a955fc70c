import { closeSync, fstatSync, openSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import type { DetectFileType } from '../../../ports/extractor.ts'
import type { FileSubject, Format } from '../formats/format.ts'
import { formats, supportedNames } from '../formats/formats.ts'
import { goesBy, kindByName } from '../formats/kind-by-name.ts'
import type { Named } from '../formats/kind-by-name.ts'
import { unreadKindOf } from '../formats/unread-kinds.ts'
import { binaryName } from './file-signatures.ts'
import { inspectFile } from './file-subject.ts'

/** See the port. Reads at most about 6 MB, in a few seeks, whatever the file says about itself. Loads no engine. */
export const detectFileType: DetectFileType = async (path, fileName) => {
  const promised = kindByName(fileName)
  const found = look(path, promised)
  if (typeof found === 'string') throw unsupported(`The file is ${found}.`, found.endsWith(' archive'))
  if (promised !== undefined && !agrees(promised, found)) {
    throw unsupported(`The file name says ${promised.name} but its content is ${found.name}.`)
  }
  return found.type
}

/** The format of a file by its content, or what it is instead. */
function look(path: string, promised: Named | undefined): Format | string {
  const handle = openSync(path, 'r')
  try {
    const size = fstatSync(handle).size
    if (size === 0) throw new AppError('empty_file', 'The file is empty.')
    const subject = inspectFile({ handle, path, size }, claimOf(promised))
    return formats.find((format) => format.recognise(subject)) ?? unreadPhrase(subject)
  } finally {
    closeSync(handle)
  }
}

function claimOf(promised: Named | undefined): string | null {
  if (promised === undefined) return null
  return 'type' in promised ? promised.type : promised.name
}

/** Formats that are read as text shade into each other, and some go by others' endings; every other difference is a mistake or an attempt. */
function agrees(promised: Named, found: Format): boolean {
  if (!('type' in promised)) return false
  if (goesBy(promised, found)) return true
  return promised.type === found.type || (promised.isText === true && found.isText === true)
}

function unreadPhrase(subject: FileSubject): string {
  const known = unreadKindOf(subject)?.phrase ?? binaryName(subject.head)
  if (known !== null) return known
  const zip = subject.zip()
  if (zip !== null) return zip.damaged ? 'a damaged ZIP archive' : 'a ZIP archive'
  if (subject.oleStreams() !== null) return 'an Office file of a kind that cannot be read'
  return 'a binary file of an unknown kind'
}

/** @param isArchive of other files, which may be documents */
function unsupported(what: string, isArchive = false): AppError {
  const supported = supportedNames()
  const list = new Intl.ListFormat('en-GB').format(supported)
  const hint = isArchive ? ' Unpack it and upload the documents in it.' : ''
  return new AppError('unsupported_type', `${what}${hint} Supported are ${list}.`, {
    details: { supported: supported.join(', '), ...(isArchive ? { archive: true } : {}) },
  })
}
