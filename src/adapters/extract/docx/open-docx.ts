import { readFileSync } from 'node:fs'
import { inUtf8, partsOfFlatPackage } from '../containers/flat-package.ts'
import { isXmlFile } from '../containers/is-xml-file.ts'
import { createPartsArchive } from '../containers/parts-archive.ts'
import { xmlRootOf } from '../containers/xml-root.ts'
import { openZipArchive } from '../containers/zip-archive.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { partsOfWord2003 } from './word-2003-parts.ts'

const format = 'DOCX'
/** The root stands in them. */
const headBytes = 64 * 1024

/**
 * A document of Word as a package: packed, in one piece of XML, or written anew from what Word 2003 wrote as XML.
 * @throws AppError `corrupt_file`, `archive_bomb`, `password_protected`, `too_complex`
 */
export function openDocx(path: string, maxTextChars: number): ZipArchive {
  if (!isXmlFile(path)) return openZipArchive({ path, format, maxTextChars })
  const file = inUtf8(readFileSync(path))
  const root = xmlRootOf(file.toString('utf8', 0, headBytes))
  const parts = root?.name === 'pkg:package' ? partsOfFlatPackage(file, format) : partsOfWord2003(file, format)
  return createPartsArchive({ format, fileBytes: file.length, maxTextChars, parts })
}
