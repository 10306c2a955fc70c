const names =
  'art(?:[ií]culos?|icle|\\.)|cl[aá]usulas?|clause|estipulaci[oó]n|bases?|disposici[oó]n|section|secci[oó]n|apartado|anexo|annex|regla|rule|norma|regulation|punto'

/**
 * What numbered parts of a document are called that people ask for by their number, singular, as one alternative of an expression; with
 * or without accents, for text that is folded or not. It needs the flag `i` where the text is not folded.
 */
export const articleName = `(?:${names})`

/** The same, and the parts that have others in them. */
export const partName = `(?:${names}|cap[ií]tulo|chapter|t[ií]tulo|numeral|subsection)`
