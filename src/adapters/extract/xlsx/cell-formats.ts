import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { isSignFont } from '../layout/symbol-letters.ts'
import { builtInFormat } from '../sheets/number-formats.ts'
import type { SheetLanguage } from '../sheets/number-formats.ts'

/** What the styles of cells say, by the number under which cells name them. */
export interface CellFormats {
  /** The number format of each. */
  readonly formats: readonly string[]
  /** Those whose font is struck through. */
  readonly struck: ReadonlySet<number>
  /** Those that show what is true as a box with or without a tick. */
  readonly boxes: ReadonlySet<number>
  /** Those whose font holds signs instead of letters, and its name. */
  readonly signFonts: ReadonlyMap<number, string>
}

export function readCellFormats(archive: ZipArchive, part: string, language: SheetLanguage): CellFormats {
  const own = new Map<number, string>()
  const formats: string[] = []
  const struck = new Set<number>()
  const boxes = new Set<number>()
  const signFonts = new Map<number, string>()
  const fonts = createFonts()
  const addStyle = (attributes: Readonly<Record<string, string>>): void => {
    const id = Number(attributes['numFmtId'] ?? 0)
    const font = Number(attributes['fontId'] ?? 0)
    const signs = fonts.signs.get(font)
    if (fonts.struck.has(font)) struck.add(formats.length)
    if (signs !== undefined) signFonts.set(formats.length, signs)
    formats.push(own.get(id) ?? builtInFormat(id, language))
  }
  // Fonts and styles also stand where they are for other things.
  let list = ''
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      else if (name === 'cellXfs' || name === 'fonts') list = name
      else if (list === 'fonts') fonts.open(name, attributes)
      else if (list === 'cellXfs' && name === 'xf') addStyle(attributes)
      else if (list === 'cellXfs' && localName(name) === 'xfComplement') boxes.add(formats.length - 1)
    },
    close(name) {
      if (name === list) list = ''
    },
  })
  return { formats, struck, boxes, signFonts }
}

/** Which fonts are struck through, and the names of those that hold signs, by their numbers. */
function createFonts() {
  const struck = new Set<number>()
  const signs = new Map<number, string>()
  let count = 0
  return {
    struck,
    signs,
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      const { val = '' } = attributes
      if (name === 'font') count++
      else if (name === 'strike' && isStriking(attributes)) struck.add(count - 1)
      else if (name === 'name' && isSignFont(val)) signs.set(count - 1, val)
    },
  }
}

/** [MS-XLSX] 2.6.223: what boxes need is written beside the style, under a name space that files may call as they like. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Whether an element `strike` of a font strikes through. */
export function isStriking({ val = '1' }: Readonly<Record<string, string>>): boolean {
  return !/^(?:0|false)$/.test(val)
}
