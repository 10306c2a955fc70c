import { closeSync, fstatSync, openSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import { readAt } from '../containers/read-at.ts'
import { createTitleReader } from '../containers/core-title.ts'
import { readXmlPieces } from '../containers/read-xml.ts'
import type { XmlHandler } from '../containers/read-xml.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import { usableTitle } from '../layout/usable-title.ts'
import { withoutDeleted } from './flat-deletions.ts'
import { createInlineObjects } from './inline-objects.ts'
import { odfContext } from './odf-objects.ts'
import type { OdfContext } from './odf-reader.ts'
import { createStylesReader } from './odf-styles.ts'
import type { OdfContentReader, OdfDocument } from './read-odf.ts'

const pieceBytes = 64 * 1024
/** The root is the first. */
const sectionDepth = 2

/**
 * An OpenDocument file in one piece of XML (FODT, FODS, FODP): its sections are what a package has as parts, in the order in
 * which they are needed. Read piece by piece; pictures, which are letters in it, are left out.
 * @throws AppError `corrupt_file`, `archive_bomb`, `too_complex`, `too_much_text`
 */
export function readFlatOdf<R extends OdfContentReader>(
  job: EngineJob,
  format: string,
  readerOf: (context: OdfContext) => R,
): OdfDocument<R> {
  const handle = openSync(job.path, 'r')
  try {
    const fileBytes = fstatSync(handle).size
    const budget = createTextBudget({ fileBytes, maxTextChars: job.limits.maxTextChars })
    // Nothing of it is packed.
    budget.allow(fileBytes, fileBytes)
    const objects = createInlineObjects(budget)
    const context = odfContext(budget, objects.take)
    const title = createTitleReader()
    const styles = createStylesReader(context)
    const content = readerOf(context)
    const body = withoutDeleted(objects.around(content.handler))
    const sections = createSections({
      'office:meta': title.handler,
      'office:styles': styles.handler,
      'office:master-styles': styles.handler,
      'office:automatic-styles': body,
      'office:body': body,
    })
    const { damaged } = readXmlPieces(piecesOf(handle), format, sections.handler)
    if (!sections.seen.has('office:body')) {
      throw new AppError('corrupt_file', `The ${format} file has no content in it. Save it again.`)
    }
    return { content, ...styles.result(), damaged, title: usableTitle(title.result()), budget }
  } finally {
    closeSync(handle)
  }
}

function* piecesOf(handle: number): Iterable<Uint8Array> {
  for (let at = 0; ;) {
    const piece = readAt(handle, at, pieceBytes)
    if (piece.length === 0) return
    at += piece.length
    yield piece
  }
}

/** Tells each section of the root to its reader, without the bytes of pictures in it. */
function createSections(readers: Readonly<Partial<Record<string, XmlHandler>>>) {
  const seen = new Set<string>()
  let depth = 0
  let reader: XmlHandler | undefined
  let isPicture = false
  const handler: XmlHandler = {
    open(name, attributes) {
      depth++
      if (depth === sectionDepth) {
        reader = readers[name]
        if (reader !== undefined) seen.add(name)
      }
      isPicture = name === 'office:binary-data'
      reader?.open(name, attributes)
    },
    close(name) {
      isPicture = false
      reader?.close(name)
      if (depth === sectionDepth) reader = undefined
      depth--
    },
    text(text) {
      if (!isPicture) reader?.text?.(text)
    },
  }
  return { handler, seen: seen as ReadonlySet<string> }
}
