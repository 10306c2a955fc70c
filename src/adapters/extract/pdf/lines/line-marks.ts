/** A bullet, a dash or a number, nearer to its words than words are to each other. */
const glued = String.raw`[•▪▫◦‣⁃●○■□➢➤✓✔](?=[\p{L}\p{N}¿¡«“"(])|–(?=\p{L})|\d{1,2}[.)](?=\p{Lu}\p{Ll})`
/** Marks of items that were drawn so near: "•Abrir", "1.Aprobar", "1.1.Tensión". */
export const gluedMarker = new RegExp(String.raw`^(?:${glued}|\d{1,2}(?:\.\d{1,2}){1,4}\.(?=\p{Lu}\p{Ll}))`, 'u')
/** "b.1)", "2.1)", "1.a)", "a2)": items within items. */
const ofLevels = String.raw`\(?(?:[a-zñ](?:\.?\d{1,2}){1,2}|\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}\.?[a-zñ])\)`
/** How list items begin: bullets, numbers and letters with their marks. */
export const listMarker = new RegExp(
  String.raw`^(?:${glued}|[•·▪▫◦‣⁃∙●○■□➢➤✓✔–—*-]\s+|\(?\d{1,3}[.)ºª]{1,2}[-–]?\s+|\(?\d{1,3}\.-\s*|\(?[a-zA-Zñ][.)]\s+|${ofLevels}\s+|\(?[ivxIVX]{1,5}[.)]\s+)(?=\S)`,
  'u',
)
/** "2.1. Renta", "1.2.1 Objeto": how numbered parts of several levels begin. */
export const manyLevels = /^\d{1,2}(?:\.\d{1,2}){1,4}\.?\s*(?=\p{Lu}\p{L}|[¿¡«“"])/u
/** How a line ends after which a paragraph may end. */
export const terminal = /[.!?:;…»”"')\]]$/u
export const sentenceEnd = /[.!?…][»”"')\]]*$/u

/** A number, letter or sign of a list that stands apart from what it counts. */
export const loneMarker = /^(?:\d{1,3}(?:\.\d{1,3})*\.?|[•·▪▫◦–—*-]|\(?\p{L}[.)])$/u

/** A cell that is a number, with its signs: "(1,204)", "-12 %" without its blank. */
export const plainNumber = /^[-–(+]?[$€£]?\d[\d.,]*[)%€]?$/u
