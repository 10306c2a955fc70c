import { isXmlFile } from '../containers/is-xml-file.ts'
import type { XmlHandler } from '../containers/read-xml.ts'
import type { UnpackLimits } from '../containers/zip-archive.ts'
import type { EngineJob } from '../engine/engine.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { readFlatOdf } from './flat-odf.ts'
import { readOdfPackage } from './odf-package.ts'
import type { OdfContext } from './odf-reader.ts'
import type { OdfMargins } from './odf-styles.ts'

/** Reads `content.xml`, or what a flat file has in its place. */
export interface OdfContentReader {
  readonly handler: XmlHandler
}

export interface OdfDocument<R extends OdfContentReader> extends OdfMargins {
  /** The reader that was made for the content, with all of it. */
  readonly content: R
  readonly title: string | null
  /** Its content is not well-formed; what could be read was. */
  readonly damaged: boolean
  readonly budget: TextBudget
}

/**
 * The content of an OpenDocument file, packed or flat, through a reader.
 * @param format its name in a refusal
 * @throws AppError `password_protected`, `corrupt_file`, `archive_bomb`, `too_complex`, `too_much_text`
 */
export function readOdf<R extends OdfContentReader>(
  job: EngineJob,
  format: string,
  readerOf: (context: OdfContext) => R,
  unpack?: UnpackLimits,
): OdfDocument<R> {
  return isXmlFile(job.path) ? readFlatOdf(job, format, readerOf) : readOdfPackage(job, format, readerOf, unpack)
}
