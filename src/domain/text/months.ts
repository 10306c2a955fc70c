const names = [
  'enero ene january jan',
  'febrero feb february',
  'marzo mar march',
  'abril abr april apr',
  'mayo may',
  'junio jun june',
  'julio jul july',
  'agosto ago august aug',
  'septiembre setiembre sept sep september',
  'octubre oct october',
  'noviembre nov november',
  'diciembre dic december dec',
]

/** Number of a month by its folded name, Spanish or English, whole or short. */
export const monthNumbers: ReadonlyMap<string, number> = new Map(
  names.flatMap((spellings, month) => spellings.split(' ').map((name) => [name, month + 1] as const)),
)

/** Any of them, as alternatives of an expression. */
export const anyMonth = [...monthNumbers.keys()].join('|')

/** Folded, in both languages: "sept" and those of three letters, "may" among them. */
export const shortMonths: readonly string[] = [...monthNumbers.keys()].filter(
  (name) => name.length === 3 || name === 'sept',
)
/** Written out; English "may" is both. */
export const wholeMonths: readonly string[] = [...monthNumbers.keys()].filter(
  (name) => name === 'may' || !shortMonths.includes(name),
)

const spanish = names.map((spellings) => spellings.split(' ')[0] ?? '')
const english = names.map((spellings) => spellings.split(' ').find((name) => name.length > 4) ?? '')

/** Folded name in both languages: a date in digits is asked for by the name of its month. */
export function monthNames(month: number): readonly string[] {
  return [spanish[month - 1] ?? '', english[month - 1] ?? '']
}
