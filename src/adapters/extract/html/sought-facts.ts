import type { Draft } from '../layout/draft.ts'

/** Where somebody is found: a telephone, or a place with its postal code; and an address of mail, which stands everywhere. */
const contact =
  /(?:\b(?:tel|tel[ée]fono|telephone|tlf|phone|m[óo]vil|fax)\b\.?[\s:]*\+?[\d(]|\+\d{1,3}[\s.-]?\d{2,3}[\s.-]\d|\b\d{3}[\s.]\d{2,3}[\s.]\d{2,3}(?:[\s.]\d{2,3})?\b|,\s\d{5}\s\p{Lu}|^\d{5}\s\p{Lu})/imu
const mail = /[\w.-]{1,60}@[\w-]{1,60}\.\w/u
const longestContact = 200
/** What somebody looks for, wherever on a page it stands: "Grave: 900 euros", "Fax: (030) 78 95 47". */
const figure = /^(?:- )?\p{Lu}[^:\n]{2,40}:\s+[(+]?\d/u
const hours =
  /\b\d{1,2}(?:[:.h]\d{2})?\s?(?:h|uhr|hrs|[ap]\.?m\.?)?\s?(?:-|–|—|a|to|bis|till|until|à|y|and|alle)\s?(?:las\s)?\d{1,2}(?:[:.h]\d{2}|\s?(?:h|uhr|hrs|[ap]\.?m)(?!\p{L}))/iu
const day =
  /\b(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bados?|domingos?|festivos|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sams|sonn|feier)tags?|mittwochs?|dimanches?|samedis?|lundis?|domenica|sabato|lunedì)\b/iu
const shut =
  /\b(?:cerrad[oa]s?|abiert[oa]s?|closed|open|geschlossen|geöffnet|fermée?s?|ouverte?s?|chius[oa]|apert[oa])\b/iu
/** An amount that ends an entry, "Hora de taller: 48 € + IVA"; a sentence about millions is none. */
const price = /(?:\d\s?(?:[€$£]|(?:EUR|USD|CHF|euros?)\b)|[€$£]\s?\d[\d.,]*)(?![^\n]*[.!?](?:\s|$))[^\n]{0,24}$/mu
/** Under which a company is registered, pays taxes or is paid. */
const register =
  /\b(?:C\.?I\.?F|N\.?I\.?F|IBAN|VAT|USt-?Id(?:Nr)?|SIRET|SIREN|P\.\s?IVA|HRB|Company (?:no|number|registration))\b.{0,12}\d/u
const longestFact = 120
const longestFigure = 60

/** Whether a block says a figure behind its name. */
export function saysFigure(text: string): boolean {
  return figure.test(text)
}

/** Whether a block says where somebody is found. */
export function saysContact(drafts: readonly Draft[], index: number): boolean {
  const says = (at: number, what: RegExp): boolean => {
    const text = drafts[at]?.text ?? ''
    return text.length <= longestContact && what.test(text)
  }
  return says(index, contact) || (says(index, mail) && (says(index - 1, contact) || says(index + 1, contact)))
}

/**
 * Whether a short block says when a house is open, what something costs, the number of a company, or a figure behind its name: its
 * foot and margin are where a site says so.
 */
export function saysOffer(text: string): boolean {
  if (text.length > longestFact) return false
  if (text.length <= longestFigure && saysFigure(text)) return true
  return hours.test(text) || (day.test(text) && shut.test(text)) || price.test(text) || register.test(text)
}
