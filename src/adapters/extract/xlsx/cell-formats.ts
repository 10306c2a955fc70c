import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { builtInFormat } from '../sheets/number-formats.ts'
import type { SheetLanguage } from '../sheets/number-formats.ts'

/** The number format of each cell style, by the number under which cells name it. */
export function readCellFormats(archive: ZipArchive, part: string, language: SheetLanguage): readonly string[] {
  const own = new Map<number, string>()
  const styles: string[] = []
  let inCellStyles = false
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') inCellStyles = true
      else if (name === 'xf' && inCellStyles) {
        const id = Number(attributes['numFmtId'] ?? 0)
        styles.push(own.get(id) ?? builtInFormat(id, language))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return styles
}
