import { readRelations } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'

export interface WorkbookSheet {
  readonly name: string
  /** Name of its part in the package. */
  readonly part: string
  readonly isHidden: boolean
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[]
  /** Days are counted from 1904, as on old Macs. */
  readonly from1904: boolean
  /** All formulas are to be worked out by whoever opens it: their values may be none. */
  readonly calculatesOnLoad: boolean
  /** The part that stands in a relationship of this kind to the workbook. */
  part(kind: string): string | undefined
}

/** Sheets of charts hold no cells, but what is drawn on them. */
const sheetKinds = new Set(['worksheet', 'chartsheet'])

/** The sheets of a workbook in the order of their tabs; null when there is no workbook. */
export function readWorkbook(archive: ZipArchive, main: string): Workbook | null {
  const relationships = readRelations(archive, main)
  const sheets: WorkbookSheet[] = []
  let from1904 = false
  let calculatesOnLoad = false
  const { found } = readXml(archive, main, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '')
      if (name === 'calcPr') calculatesOnLoad = /^(?:1|true)$/.test(attributes['fullCalcOnLoad'] ?? '')
      if (name !== 'sheet') return
      const target = relationships.get(attributes['r:id'] ?? '')
      if (target === undefined || !sheetKinds.has(target.type) || target.isOutside) return
      const isHidden = /^(?:hidden|veryHidden)$/.test(attributes['state'] ?? '')
      sheets.push({ name: attributes['name'] ?? '', part: target.target, isHidden })
    },
    close: () => undefined,
  })
  if (!found) return null
  const part = (kind: string): string | undefined =>
    [...relationships.values()].find((one) => one.type === kind && !one.isOutside)?.target
  return { sheets, from1904, calculatesOnLoad, part }
}
