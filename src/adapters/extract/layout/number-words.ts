/** The language of a document, as far as its numbers are written in it. */
export type NumberLanguage = 'es' | 'en'

/** As the template of a program names them: "1º", "Primero", "Uno". */
type Written = 'ordinal' | 'ordinalText' | 'cardinalText'

const words = {
  es: {
    ordinalText:
      'Primero Segundo Tercero Cuarto Quinto Sexto Séptimo Octavo Noveno Décimo Undécimo Duodécimo Decimotercero Decimocuarto Decimoquinto Decimosexto Decimoséptimo Decimoctavo Decimonoveno Vigésimo',
    cardinalText:
      'Uno Dos Tres Cuatro Cinco Seis Siete Ocho Nueve Diez Once Doce Trece Catorce Quince Dieciséis Diecisiete Dieciocho Diecinueve Veinte',
  },
  en: {
    ordinalText:
      'First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth',
    cardinalText:
      'One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty',
  },
} as const

/** A number as an ordinal or in words, up to twenty; digits for all others. */
export function numberInWords(value: number, format: Written, language: NumberLanguage): string {
  if (format === 'ordinal') return language === 'es' ? `${value}º` : `${value}${englishEnding(value)}`
  return words[language][format].split(' ')[value - 1] ?? String(value)
}

export function isInWords(format: string): format is Written {
  return format === 'ordinal' || format === 'ordinalText' || format === 'cardinalText'
}

/** The language of a tag such as `es-ES`; null for one whose words are not known. */
export function numberLanguage(tag: string): NumberLanguage | null {
  const language = tag.slice(0, 2).toLowerCase()
  return language === 'es' || language === 'en' ? language : null
}

function englishEnding(value: number): string {
  const tens = value % 100
  if (tens > 10 && tens < 14) return 'th'
  return { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th'
}
