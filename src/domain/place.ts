import { cutText } from './text/cut-text.ts'

/** Where in a document something stands, in the words of its format. */
export type Place =
  /** `ocr`: its text was recognised in a picture and may be wrong. */
  | { readonly kind: 'page'; readonly number: number; readonly ocr?: true | undefined }
  | { readonly kind: 'slide'; readonly number: number }
  /** An empty name stands for the only table of a file. */
  | { readonly kind: 'sheet'; readonly name: string; readonly firstRow: number; readonly lastRow: number }
  /** Formats without numbers; headings above, outermost first, at least one. */
  | { readonly kind: 'heading'; readonly path: readonly string[] }

/** Longest name of a sheet or heading in a label; longer ones are cut. */
const longestName = 80

/** For people, beside the name of the file. */
export function placeLabel(place: Place, language: 'es' | 'en'): string {
  return language === 'es' ? spanish(place) : english(place)
}

/** What fields of the original called page hold: the number of a page or slide; null for places that have none. */
export function pageNumber(place: Place | null): number | null {
  switch (place?.kind) {
    case 'page':
    case 'slide':
      return place.number
    case 'sheet':
    case 'heading':
    case undefined:
      return null
  }
}

/** The headings as a place; null when there are none. */
export function headingPlace(path: readonly string[]): Place | null {
  return path.length === 0 ? null : { kind: 'heading', path }
}

function spanish(place: Place): string {
  switch (place.kind) {
    case 'page':
      return `página ${place.number}${place.ocr === true ? ' (OCR)' : ''}`
    case 'slide':
      return `diapositiva ${place.number}`
    case 'sheet':
      return `${sheetName(place.name, 'hoja', '«»')}${place.firstRow === place.lastRow ? 'fila' : 'filas'} ${rows(place)}`
    case 'heading':
      return `apartado «${shortName(place.path.at(-1))}»`
  }
}

function english(place: Place): string {
  switch (place.kind) {
    case 'page':
      return `page ${place.number}${place.ocr === true ? ' (OCR)' : ''}`
    case 'slide':
      return `slide ${place.number}`
    case 'sheet':
      return `${sheetName(place.name, 'sheet', '“”')}${place.firstRow === place.lastRow ? 'row' : 'rows'} ${rows(place)}`
    case 'heading':
      return `section “${shortName(place.path.at(-1))}”`
  }
}

function sheetName(name: string, word: string, [open = '', close = '']: string): string {
  return name === '' ? '' : `${word} ${open}${shortName(name)}${close}, `
}

function rows({ firstRow, lastRow }: Place & { kind: 'sheet' }): string {
  return firstRow === lastRow ? `${firstRow}` : `${firstRow}–${lastRow}`
}

function shortName(name = ''): string {
  const line = name.replace(/\s+/gu, ' ').trim()
  return line.length <= longestName ? line : `${cutText(line, longestName - 1)}…`
}
