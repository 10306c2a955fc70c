import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { builtInFormat } from '../sheets/number-formats.ts'
import type { SheetLanguage } from '../sheets/number-formats.ts'

/** What the styles of cells say, by the number under which cells name them. */
export interface CellFormats {
  /** The number format of each. */
  readonly formats: readonly string[]
  /** Those whose font is struck through. */
  readonly struck: ReadonlySet<number>
}

export function readCellFormats(archive: ZipArchive, part: string, language: SheetLanguage): CellFormats {
  const own = new Map<number, string>()
  const formats: string[] = []
  const struck = new Set<number>()
  const struckFonts = new Set<number>()
  let fonts = 0
  // Fonts and styles also stand where they are for other things.
  let list = ''
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      else if (name === 'cellXfs' || name === 'fonts') list = name
      else if (name === 'font' && list === 'fonts') fonts++
      else if (name === 'strike' && list === 'fonts' && isStriking(attributes)) struckFonts.add(fonts - 1)
      else if (name === 'xf' && list === 'cellXfs') {
        const id = Number(attributes['numFmtId'] ?? 0)
        if (struckFonts.has(Number(attributes['fontId'] ?? 0))) struck.add(formats.length)
        formats.push(own.get(id) ?? builtInFormat(id, language))
      }
    },
    close(name) {
      if (name === list) list = ''
    },
  })
  return { formats, struck }
}

/** Whether an element `strike` of a font strikes through. */
export function isStriking({ val = '1' }: Readonly<Record<string, string>>): boolean {
  return !/^(?:0|false)$/.test(val)
}
