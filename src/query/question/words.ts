import { fold } from '../../domain/text/fold.ts'

/** Words of letters and digits, as they stand there, with their places. */
export interface WordSpan {
  readonly text: string
  /** Folded: for comparing with the lists here. */
  readonly plain: string
  readonly start: number
  readonly end: number
}

const word = /[\p{L}\p{M}\p{N}]+/gu

export function wordsOf(text: string): readonly WordSpan[] {
  return Array.from(text.matchAll(word), (match) => ({
    text: match[0],
    plain: plain(match[0].normalize('NFC')),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

function plain(text: string): string {
  // without its accent the verb would be the determiner
  if (/^est[áé]n?$/iu.test(text)) return 'estar'
  return fold(text)
}

const listOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** What a noun follows. */
export const determiners = listOf(
  `el la los las un una unos unas al del mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra este esta
  estos estas ese esa esos esas aquel aquella de para con sobre en por the a an my your his her its our their this that
  these those of for about in with on`,
)

/** Words that end a noun and say nothing about the subject. */
export const functionWords = listOf(
  `y e o u ni que cual cuales cuando cuanto cuanta cuantos cuantas donde como quien quienes porque pero si no se me te le les
  lo nos os es son era fue ser estar estan estaba hay ha han he hemos tiene tienen tengo tenemos puede pueden puedo debe deben hace hacen
  hasta desde a entre sin segun durante mas menos muy ya tambien solo cada todo toda todos todas
  and or but what which when how many much where who whom whose why is are was were be been do does did has have had can could
  may must should will would to from at by it they he she we you i me him them us not if than then there as so`,
)

/** What may stand before a word of asking and belongs to it: `at what time`, `de cuánto`. */
export const prepositions = listOf(
  'a de en con por para desde hasta sobre ante at by for from in of on to until with under',
)

/** Verbs of everyday questions: what is asked, not of what. */
const predicates = `cuesta cuestan costo costaba costara vale valen valia sale abre abren abria cierra cierran cerraba empieza empiezan
  comienza acaba acaban termina terminan dura duran tarda tardan vence caduca caducan incluye incluyen necesita necesito falta paga
  pagan pago cobra cobran cobro llama llaman encuentra encuentran queda quedan ocurre pasa significa consiste trata sirve existe mide
  pesa llega llegan sabe dice dicen pone ponen firma firman
  open opens close closes start starts begin begins end ends finish last lasts take takes expire expires include includes need needed
  pay mean means happen happens located say says sign signs
  abierto abierta abiertos abiertas cerrado cerrada cerrados cerradas frente cargo closed free available`
/** Everyday properties, and what qualifies them: of something that has to be said. */
const attributes = `precio precios coste costes tarifa tarifas cuota cuotas horario hora horas dia dias telefono direccion correo email plazo
  plazos fecha fechas requisitos documentacion responsable contacto importe garantia duracion aforo capacidad superficie peso edad cost costs
  price prices fee fees address phone deadline date dates time hours schedule contact amount warranty duration capacity size weight age
  prima primas comision comisiones interes intereses presupuesto saldo periodo limite descuento
  recargo penalizacion titular propietario dueno director directora gerente encargado encargada autor autora fabricante proveedor
  color tamano altura longitud anchura potencia consumo velocidad temperatura matricula ubicacion sede web turno
  mensual mensuales anual anuales semanal diario diaria total totales maximo maxima minimo minima medio media
  premium premiums commission interest budget balance period limit discount surcharge penalty owner
  director manager head author maker manufacturer supplier colour color height length width power consumption speed temperature
  location website rate rates shift
  monthly annual yearly weekly daily hourly total maximum minimum average waiting opening closing
  subscription subscriptions dues deposit deposits fianza deposito senal cancellation cancelacion sueldo salario salary wage wages
  secretary treasurer president chair captain coach instructor coordinator secretario secretaria tesorero tesorera presidente presidenta
  entrenador entrenadora coordinador coordinadora aparcamiento parking condiciones conditions requirements distancia distance nivel level
  ingredientes ingredients contrasena clave password iva vat`

export const attributeWords = listOf(attributes)
export const predicateWords = listOf(`${predicates} ${attributes}`)

/** Words that stand for something said before. */
export const pronouns = listOf(
  'lo eso esto aquello ella ellas ellos ello ese esa este esta su sus it they them its that this those these their he she him her his',
)

/** Of those, what stands before what belongs to somebody or something said before. */
export const possessives = listOf('su sus its their his her')

/** Places said before. */
export const places = listOf('alli ahi alla there')

/** What may stand between the word of asking and a verb that ends the question. */
export const beforeVerb = listOf(
  'se me te nos le les lo no estar estan esta son es fue era is are was were do does did can',
)
