import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import { countedSpans, dimensions, identities, lasting, measured, toDial, units } from './answer-forms.ts'
import { bareNumbersIn } from './number-cells.ts'

/** What is asked for by name and has a form of its own: the question, and what its answer looks like. On folded text. */
export interface AskedForm {
  readonly asked: RegExp
  readonly form: RegExp
  /** How the head of a column or a label says that its numbers are of this form. */
  readonly named?: NamedForm
  /** A number alone in a cell is of this form, whatever stands over it: "Empleado 142 | Almacén | 23". */
  readonly isBare?: boolean
}

/** "Peso (kg)" over a column, "Días de vacaciones: 23". */
interface NamedForm {
  readonly name: RegExp
  /** The name and, within a few words, a number. */
  readonly withNumber: RegExp
}

function namedBy(name: RegExp): NamedForm {
  return { name, withNumber: new RegExp(`(?:${name.source})[^\\d\\n]{0,24}\\d`) }
}

const howMany = '\\b(?:cuant[oa]s|how many)(?: (?:mas|more|full|working|calendar))?'

const forms: readonly AskedForm[] = [
  { asked: /\biban\b/, form: identities.iban },
  {
    asked: /\b(?:(?:numero|no\.?|n\.?[o°]) de cuenta|cuenta bancaria|account number|bank account)\b/,
    form: new RegExp(`${identities.iban.source}|${identities.account.source}`),
  },
  {
    asked: /\b(?:nif|cif|dni|nie|vat number|tax id)\b/,
    form: identities.tax,
  },
  {
    asked:
      /\b(?:telefonos?|tfno|tlf|phone number|telephone number|fax|(?:what|which|que) (?:number|numero) .{0,16}\b(?:dial|ring|call|marc[ao]r?|llam[ao]r?)|numero de extension|extension number)\b/,
    form: new RegExp(`${toDial.source}|\\bext(?:ension)?\\.?:? ?\\d`),
    named: namedBy(/\b(?:ext|extension(?:es)?|tel|tfno|telefonos?|phone)\b/),
  },
  {
    asked: /\b(?:correo electronico|direccion de correo|(?:que|cual) correo|e-?mail address|email)\b/,
    form: /\S@\S/,
  },
  {
    asked: /\b(?:pagina web|sitio web|web ?site)\b/,
    form: /www\.|https?:|\b[a-z\d-]{1,63}\.(?:com|es|org|net|eu|example)\b/,
  },
  // quantities have units of their own
  {
    asked:
      /\b(?:cuanto pesan?|how heavy|(?:how much|what) (?:do|does|did|can) .{1,40} weigh|weights?|(?:cuant[oa]s|how many) (?:kilos|kilogramos|gramos|toneladas|kilogram(?:me)?s|grams|tonn?es))\b/,
    form: measured(units.weight),
    named: namedBy(/\b(?:pesos?|weights?|kg|kilos|gramos|grams|toneladas|tonn?es)\b|\((?:g|t)\)/),
  },
  {
    asked: new RegExp(`${howMany} (?:(?:mili)?litros|(?:milli)?lit(?:re|er)s|gallons)\\b`),
    form: measured(units.volume),
    named: namedBy(/\b(?:(?:mili)?litros|lit(?:re|er)s|volumen|volume|capacidad|capacity|ml|cl)\b|\(l\)/),
  },
  {
    asked: new RegExp(
      `${howMany} (?:(?:kilo|centi|mili)?metros|(?:kilo|centi|milli)?met(?:re|er)s|kms?|miles|millas|inches|feet|hectareas|hectares|acres)\\b`,
    ),
    form: measured(`kms|${units.length}|${units.area}`),
    named: namedBy(
      /\b(?:distancias?|longitud|superficie|distances?|length|area|kms?|(?:kilo)?metros|(?:kilo)?met(?:re|er)s|miles|m2|ha|hectareas?|hectares?|acres)\b|\(m\)/,
    ),
  },
  {
    asked: new RegExp(`${howMany} (?:${countedSpans})\\b`),
    form: lasting,
    isBare: true,
    named: namedBy(new RegExp(`\\b(?:${countedSpans}|duracion|plazo|duration|term)\\b`)),
  },
  {
    asked: /\bcuanto miden?\b/,
    form: new RegExp(`${dimensions.source}|${measured(units.area).source}`),
  },
  {
    asked: /\b(?:altura|anchura|longitud|how (?:tall|wide|high|deep)|dimensions?|height|width)\b/,
    form: dimensions,
  },
  { asked: /\b(?:temperaturas?|temperatures?|how (?:hot|cold|warm))\b/, form: measured(units.temperature) },
  {
    asked:
      /\b(?:(?:nivel(?:es)? (?:de )?|cuanto )ruido|how much noise|noise (?:levels?|emissions?)|como de ruidos[oa]|how (?:loud|noisy))\b/,
    form: /\d\s?db/,
  },
  {
    asked: /\b(?:velocidad|how fast (?:is|are|was|does .{1,20} (?:go|run|spin|print)))\b/,
    form: /\d\s?(?:km\/?h|mph|m\/s|rpm|[mg]bps|[mg]b\b)|[a-z\d]\s(?:kilometr?[eo]s? (?:por hora|per hour|an hour)|vueltas|revoluciones|revolutions|turns|miles (?:per|an) hour|knots?|nudos?)\b/,
  },
]

/** The form of what a question names; null when it names nothing of the kind. Folded question. */
export function formAsked(question: string): AskedForm | null {
  return forms.find(({ asked }) => asked.test(question)) ?? null
}

const fewDigits = /^\d{1,3}$/

/**
 * A text may have it, or what it stands under or behind may say what its numbers are ("Teléfonos": "Recepción: 100"; "Peso (kg)" over a
 * column; "Días de vacaciones: 23").
 * @param above heading and lead. Both folded.
 */
export function hasForm({ asked, form, named, isBare }: AskedForm, text: string, above: string): boolean {
  if (form.test(text) || (asked.test(above) && /\d{2}/.test(text))) return true
  if (isBare === true && bareNumbersIn(text).some((number) => fewDigits.test(number))) return true
  if (named === undefined) return false
  return (named.name.test(above) && /\d/.test(text)) || named.withNumber.test(text)
}

/** What a unit stands under, folded. */
export function textAbove({ heading, lead }: Unit<RankedPassage>): string {
  return fold(`${heading?.text ?? ''}\n${lead?.text ?? ''}`)
}
