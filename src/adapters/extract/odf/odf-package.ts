import { readXml } from '../containers/read-xml.ts'
import { partName } from '../containers/relationships.ts'
import type { UnpackLimits, ZipArchive } from '../containers/zip-archive.ts'
import type { EngineJob } from '../engine/engine.ts'
import { createInlineObjects } from './inline-objects.ts'
import { createObjectReader, maxObjects, odfContext } from './odf-objects.ts'
import type { OdfContext } from './odf-reader.ts'
import { createStylesReader } from './odf-styles.ts'
import { odfTitle, openOdf } from './open-odf.ts'
import type { OdfContentReader, OdfDocument } from './read-odf.ts'

/**
 * An OpenDocument file as nearly all are: its parts in a zip.
 * @throws AppError `password_protected`, `corrupt_file`, `archive_bomb`, `too_complex`, `too_much_text`
 */
export function readOdfPackage<R extends OdfContentReader>(
  job: EngineJob,
  format: string,
  readerOf: (context: OdfContext) => R,
  unpack?: UnpackLimits,
): OdfDocument<R> {
  const archive = openOdf(job, format, unpack)
  try {
    const [inside, inline] = [createObjects(archive), createInlineObjects(archive.budget)]
    const context = odfContext(archive.budget, (address) => (address === '' ? inline.take() : inside(address)))
    const styles = createStylesReader(context)
    readXml(archive, 'styles.xml', styles.handler)
    const content = readerOf(context)
    const { damaged } = readXml(archive, contentPart, inline.around(content.handler))
    return { content, ...styles.result(), damaged, title: odfTitle(archive), budget: archive.budget }
  } finally {
    archive.close()
  }
}

const contentPart = 'content.xml'

/** Objects of a document, each read once. Those inside of them are left out, and so is what leads back to the document. */
function createObjects(archive: ZipArchive): OdfContext['object'] {
  const taken = new Set([contentPart])
  return (address) => {
    const part = partName('', `${address}/${contentPart}`)
    if (!archive.has(part)) return null
    if (taken.has(part) || taken.size > maxObjects) return []
    taken.add(part)
    const object = createObjectReader(archive.budget)
    readXml(archive, part, object.handler)
    return object.result()
  }
}
