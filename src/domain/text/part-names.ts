const names =
  'art(?:[ií]culos?|icle|\\.)|cl[aá]usulas?|clause|estipulaci[oó]n|bases?|disposici[oó]n|section|secci[oó]n|apartado|anexo|annex|regla|rule|norma|regulation|punto'

/**
 * What numbered parts of a document are called that people ask for by their number, singular, as one alternative of an expression; with
 * or without accents, for text that is folded or not. It needs the flag `i` where the text is not folded.
 */
export const articleName = `(?:${names})`

/** But not "assembly point 3", which is a place. */
const point =
  '(?<=(?:^|\\b(?:the|this|that|in|at|of|to|on|under|by|and|or|from|with|per|about|does|do|did|is|see|explain|first|second|third|[a-z]+th|\\d+[a-z]{2}))\\W*)point'

/** The same as they are asked for, a number behind "art", and the parts that have others in them. */
export const partName = `(?:${names}|arts?\\.?(?=\\s?\\d)|${point}|cap[ií]tulo|chapter|t[ií]tulo|numeral|subsection)`

/** One or several: "las cláusulas 5 y 6". */
export const partNames = `(?:${partName}(?:e?s)?)`

/** Between such a name and its number: "art.5" needs no blank. */
export const partGap = '(?:\\s+|(?<=\\.))'
