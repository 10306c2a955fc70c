/**
 * Words of which one stands against the others where it says which of several: the silver cup is not the gold one. A class a line, what is one
 * thing between commas, in Spanish and English; folded patterns without their plural.
 */
const lines = String.raw`
roj[oa] (?<!\b(?:la|una|de|en|su|cada)\s)red(?!\s(?:de|wifi|social)), azul blue, verde green, amarill[oa] yellow, negr[oa] black, blanc[oa] white, gris grey gray, marron brown, morad[oa] violeta purple
diari[oa] daily, semanal weekly, quincenal fortnightly, mensual monthly, trimestral quarterly, semestral, anual annual yearly
primavera spring, verano estival summer, otono autumn fall, invierno invernal winter
pequen[oa] small, median[oa] medium, grande large
desayuno breakfast, almuerzo lunch, merienda, cena dinner supper
izquierd[oa] left, derech[oa] right
delanter[oa] front, traser[oa] rear
ingles english, frances french, aleman german, italian[oa] italian, portugues portuguese, chin[oa] chinese, rus[oa] russian, arabe arabic, japones japanese, catalan, euskera basque, galleg[oa], espanol castellano spanish
gasolina petrol, diesel gasoil gasoleo, electric[oa]?, hibrid[oa] hybrid
oro gold, plata silver, bronce bronze
electricista electrician, fontaner[oa] plumber, cerrajer[oa] locksmith, pintor[a]? painter, carpinter[oa] carpenter joiner, jardiner[oa] gardener, albanil bricklayer, mecanic[oa] mechanic, conserje porter[oa] caretaker janitor, president[ea] chair(?:man|woman|person)?, tesorer[oa] treasurer, secretari[oa] secretary
individual single, doble double, triple
`

/** Who pays what: told apart by what it costs only. */
const payers = `
nin[oa] infantil child kid children, juvenil joven jovene youth young junior teenager, adult[oa] adult, jubilad[oa] pensionista senior pensioner, estudiante student, familiar family, pareja couple
`

/** Which one in a row of them: told apart by the word beside it. */
const ranks = `
primer[oa]? first 1st, segund[oa] second 2nd, tercer[oa]? third 3rd, cuart[oa] fourth 4th, quint[oa] fifth 5th, sext[oa] sixth 6th, septim[oa] seventh 7th, octav[oa] eighth 8th
`

export interface Contrast {
  /** What each of its words is found by, on folded text. */
  readonly words: readonly RegExp[]
  /** Only where an amount is asked for. */
  readonly ofAmounts: boolean
  /** Only beside the same word. */
  readonly besides: boolean
}

const classesOf = (text: string, rest: Omit<Contrast, 'words'>): readonly Contrast[] =>
  text
    .trim()
    .split('\n')
    .map((line) => ({ ...rest, words: line.split(',').map(wordsOf) }))

const wordsOf = (group: string): RegExp =>
  new RegExp(`(?<![a-z\\d])(?:${group.trim().split(/\s+/).join('|')})(?:e?s)?(?![a-z\\d])`, 'g')

export const contrasts: readonly Contrast[] = [
  ...classesOf(lines, { ofAmounts: false, besides: false }),
  ...classesOf(payers, { ofAmounts: true, besides: false }),
  ...classesOf(ranks, { ofAmounts: false, besides: true }),
]
