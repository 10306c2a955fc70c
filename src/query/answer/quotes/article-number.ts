const ordinals: readonly string[] = [
  'primer[oa]?|first',
  'segund[oa]|second',
  'tercer[oa]?|third',
  'cuart[oa]|fourth',
  'quint[oa]|fifth',
  'sext[oa]|sixth',
  'septim[oa]|seventh',
  'octav[oa]|eighth',
  'noven[oa]|ninth',
  'decim[oa]|tenth',
]
const ordinal = new RegExp(`\\b(?:${ordinals.map((words) => `(${words})`).join('|')})\\b`)
const part =
  '(?:articulos?|art\\.?|article|clausulas?|clause|estipulacion|bases?|disposicion|section|seccion|apartado|anexo|annex|regla|norma|punto|capitulo|chapter|titulo)'
const digits = new RegExp(`\\b${part}\\s+(?:n\\.?[ºo]?\\s*)?(\\d{1,4}(?:\\.\\d{1,3})*)\\b`)
const words = new RegExp(`\\b${part}\\s+(${ordinals.join('|')})\\b`)
const heading = new RegExp(`^\\W*(?:${part}\\s+)?(?:(\\d{1,4}(?:\\.\\d{1,3})*)|(${ordinals.join('|')}))(?![a-z\\d])`)

/** The number of the article, clause or section that a folded question is about; null when it names none. */
export function articleAsked(folded: string): string | null {
  const number = digits.exec(folded)?.[1] ?? null
  if (number !== null) return number
  const word = words.exec(folded)?.[1] ?? /^\W*(\w+)\W*$/.exec(folded)?.[1]
  return word === undefined ? null : ordinalNumber(word)
}

/** The number a folded heading or article begins with; null without one. */
export function articleNumber(folded: string): string | null {
  const [, number, word] = heading.exec(folded) ?? []
  return number ?? (word === undefined ? null : ordinalNumber(word))
}

function ordinalNumber(word: string): string | null {
  const groups = ordinal.exec(word)?.slice(1) ?? []
  const at = groups.findIndex((group) => group !== undefined)
  return at === -1 ? null : String(at + 1)
}
