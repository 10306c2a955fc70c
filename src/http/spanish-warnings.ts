import type { WarningSentences } from '../domain/warnings/english-warnings.ts'

/** What is worth knowing about a document, for people who read Spanish. */
export const spanishWarnings: WarningSentences = {
  page_without_text: ({ page }) => `la página ${page} no tiene capa de texto`,
  page_not_recognised: ({ page }) => `la página ${page} no tiene capa de texto y tampoco se reconoció texto en ella`,
  page_damaged: ({ page }) => `la página ${page} está dañada y se dejó fuera`,
  more_pages_unread: ({ pages }) => `${many(pages, 'página más', 'páginas más')} sin capa de texto o dañadas`,
  pages_by_ocr: ({ pages, page, confidence }) =>
    `${pages === 1 ? `la página ${page} se leyó` : `${pages} páginas se leyeron`} con OCR, con una confianza media del ${confidence} %`,
  page_doubtful: ({ page, confidence }) =>
    `la página ${page} se leyó con OCR con una confianza de solo el ${confidence} %`,
  scans_left: ({ pages }) =>
    `${many(pages, 'página escaneada más', 'páginas escaneadas más')} sin leer: divide el documento`,
  letters_unread: ({ letters, percent, page }) =>
    `no se pudo leer ${percent > 0 ? `el ${percent} % de las letras` : many(letters, 'letra', 'letras')}, la primera en la página ${page}: las fuentes no dicen cuáles son`,
  fonts_unread: () => 'las fuentes del archivo no dicen qué letras contienen: su texto se leyó con OCR',
  symbols_unread: ({ letters }) => `${many(letters, 'letra', 'letras')} de fuentes de símbolos sin leer`,
  bytes_unread: ({ characters, line }) =>
    `${many(characters, 'carácter', 'caracteres')} sin poder leer, el primero en la línea ${line}`,
  other_encoding: ({ lines, line, encoding }) =>
    `${lines === 1 ? '1 línea está' : `${lines} líneas están`} en otra codificación que el resto (leída como ${encoding}), la primera es la ${line}`,
  other_format: ({ said, found }) =>
    `el nombre del archivo dice ${said} pero el contenido es ${found}: se leyó como ${found}`,
  files_attached: ({ files, names }) =>
    `${files === 1 ? 'hay un archivo adjunto' : `hay ${files} archivos adjuntos`} sin leer: ${names}`,
  attachment_unread: ({ name }) => `el adjunto «${name}» no se leyó: súbelo como documento aparte`,
  attachment_refused: ({ name, error }) => `el adjunto «${name}» no pasó a ser un documento (${error})`,
  attachment_known: ({ name, document }) => `el adjunto «${name}» ya está, como el documento ${document}`,
  more_attachments_unread: ({ attachments }) => `${many(attachments, 'adjunto más', 'adjuntos más')} sin leer`,
  content_encrypted: () => 'lo enviado está cifrado y no se leyó: guárdalo sin cifrar y súbelo de nuevo',
  quotation_cut: () => 'el archivo se interrumpe dentro de un valor entre comillas: le falta el final',
  quotation_open: () => 'hay unas comillas sin cerrar: las comillas se leyeron como texto',
  sheet_hidden: ({ sheet }) => `la hoja oculta «${sheet}» se dejó fuera`,
  cells_hidden: ({ cells, sheet }) =>
    `${many(cells, 'celda oculta', 'celdas ocultas')} de la hoja «${sheet}» fuera del texto`,
  rows_hidden: ({ rows, sheet }) =>
    `${many(rows, 'fila o columna oculta', 'filas o columnas ocultas')} de la hoja «${sheet}» fuera del texto`,
  formulas_uncalculated: ({ cells, sheet }) =>
    `${many(cells, 'celda', 'celdas')} de la hoja «${sheet}» sin valor: sus fórmulas no se calcularon. Abre el libro y guárdalo de nuevo`,
  slide_hidden: ({ slide }) => `la diapositiva oculta ${slide} se dejó fuera`,
  text_hidden: ({ letters }) => `${many(letters, 'letra', 'letras')} de texto oculto fuera del texto`,
  document_damaged: () => 'el documento está dañado: puede faltar una parte de su texto',
  sheet_damaged: ({ sheet }) => `la hoja «${sheet}» está dañada: puede faltar una parte de su texto`,
  slide_damaged: ({ slide }) => `la diapositiva ${slide} está dañada: puede faltar una parte de su texto`,
  part_unread: () => 'una parte en otro formato dentro del documento no se pudo leer',
  chapters_missing: ({ chapters }) =>
    `${many(chapters, 'capítulo nombrado', 'capítulos nombrados')} en el libro que no están en él`,
  tables_without_grid: ({ tables, page }) =>
    `${many(tables, 'tabla', 'tablas')} sin cuadrícula, la primera en la página ${page}: puede haber valores en otra columna`,
  reprocess_failed: ({ error }) =>
    `el documento no se pudo leer de nuevo (${error}): se responde con el texto que tenía`,
  other: ({ sentence }) => sentence,
}

function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}
