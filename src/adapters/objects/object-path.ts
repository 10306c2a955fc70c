import path from 'node:path'
import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'

/** File systems allow 255 bytes per name; encoded names are ASCII, one byte per character. */
const longestName = 200
/** Ends the folder part of a name that was too long for one; never part of an encoded name. */
const continued = '+'

/**
 * Relative path of an object. Each of the key's three parts becomes one name, percent-encoded so that no part can leave its
 * folder, be hidden or be refused by a file system; the file name may contain `/`. A long name goes on in a folder
 * of its own, so that the key can always be read back from the path.
 * @throws AppError `internal` for a key that is not `{company_id}/{document_id}/{file_name}` of this company.
 */
export function pathOfKey(companyId: CompanyId, key: string): string {
  const [company, document, ...rest] = key.split('/')
  const fileName = rest.join('/')
  if (company !== companyId || document === undefined || document === '' || fileName === '' || !key.isWellFormed()) {
    throw new AppError('internal', 'An object key does not have the form company/document/file of its company.')
  }
  return path.join(folderOf(companyId), folderOf(document), ...encodeName(fileName))
}

/** The folder of a company or of a document in it. */
export function folderOf(part: string): string {
  return path.join(...encodeName(part))
}

/** The inverse of `pathOfKey`, for a path below the company's folder. */
export function keyOfPath(companyId: CompanyId, relative: string): string {
  const joined = relative.split(path.sep).join('/').replaceAll(`${continued}/`, '')
  const [document = '', fileName = ''] = joined.split('/')
  return `${companyId}/${decodeURIComponent(document)}/${decodeURIComponent(fileName)}`
}

function encodeName(text: string): string[] {
  const encoded = encodeURIComponent(text)
    .replace(/[!'()*~]/g, percent)
    .replace(/^\.|\.$/g, percent)
  const names: string[] = []
  for (let from = 0; from < encoded.length; from += longestName) {
    const last = from + longestName >= encoded.length
    names.push(encoded.slice(from, from + longestName) + (last ? '' : continued))
  }
  return names
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
