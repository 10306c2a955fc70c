/** Programs store built-in names of styles in English; some, and old versions, in the language of their user. */
const headingName = /^(?:heading|t[íi]tulo|encabezado|überschrift|titre|titolo|kop|rubrik)\s*([1-9])$/i
const contentsName = /^(?:(?:toc|tdc|contents|índice|verzeichnis) ?[1-9]|table of figures)$/i
const titleName = /^(?:title|t[íi]tulo|puesto|titel|titre)$/i

/** Level (1 to 6) of the headings that a style of this name is for; null for every other style. */
export function headingStyleLevel(name: string): number | null {
  const level = headingName.exec(name)?.[1]
  return level === undefined ? null : Math.min(Number(level), 6)
}

/** Whether a style of this name is for the title of the document. */
export function isTitleStyle(name: string): boolean {
  return titleName.test(name)
}

/** Whether a style of this name is for the lines of a table of contents. */
export function isContentsStyle(name: string): boolean {
  return contentsName.test(name)
}
