import type { ReplyLanguage } from './reply-language.ts'

/** What is wrong with a field, as the schemas find it: the kind of violation, their own English sentence, and its facts. */
export interface FieldIssue {
  readonly kind: string
  readonly message: string
  readonly facts: Readonly<Record<string, unknown>>
  /** Whether it stands in the address, where everything is a text. */
  readonly inAddress: boolean
}

type Say = Readonly<Record<ReplyLanguage, string>>

/** Sentences of the schemas in `contract/`, which know what they want of a field better than their kind says. */
const own: Readonly<Record<string, string>> = {
  'This is no UUID.': 'No es un UUID.',
  'The question is empty.': 'La pregunta está vacía.',
  'No character that cannot be stored.': 'Contiene caracteres que no se pueden guardar.',
  'There is no year 0.': 'El año 0 no existe.',
  'No more than 10 names.': 'No más de 10 nombres.',
  'Give a day (2026-03-31) or a moment (2026-03-31T12:00:00Z).':
    'Tiene que ser un día (2026-03-31) o un momento (2026-03-31T12:00:00Z).',
  'Give a text of at most 500 characters that can be stored, a number, true or false, or a list of 1 to 50 of them.':
    'Tiene que ser un texto de 500 caracteres como máximo que se pueda guardar, un número, true o false, o una lista de 1 a 50 de ellos.',
}

const wholeNumber: Say = { en: 'a whole number', es: 'un número entero' }
const types: Readonly<Record<string, Say>> = {
  string: { en: 'a text', es: 'un texto' },
  number: { en: 'a number', es: 'un número' },
  int: wholeNumber,
  boolean: { en: 'true or false', es: 'true o false' },
  array: { en: 'a list', es: 'una lista' },
  object: { en: 'an object', es: 'un objeto' },
  record: { en: 'an object', es: 'un objeto' },
}

const noUuid: Say = { en: 'This is no UUID.', es: 'No es un UUID.' }
const formats: Readonly<Record<string, Say>> = {
  date: { en: 'Give a day, such as 2026-03-31.', es: 'Tiene que ser un día, como 2026-03-31.' },
  datetime: {
    en: 'Give a moment, such as 2026-03-31T12:00:00Z.',
    es: 'Tiene que ser un momento, como 2026-03-31T12:00:00Z.',
  },
  guid: noUuid,
  uuid: noUuid,
}

/** What a person should send instead, in their language. */
export function fieldSentence(issue: FieldIssue, language: ReplyLanguage): string {
  return ofKind(issue)?.[language] ?? (language === 'en' ? issue.message : (own[issue.message] ?? 'No es válido.'))
}

function ofKind({ kind, message, facts, inAddress }: FieldIssue): Say | null {
  switch (kind) {
    case 'invalid_type':
      return message.endsWith('received undefined')
        ? { en: 'This is missing.', es: 'Falta.' }
        : ofType(facts, inAddress)
    case 'too_small':
      return ofBound(facts['origin'], String(facts['minimum']), { en: 'more', es: 'más' })
    case 'too_big':
      return ofBound(facts['origin'], String(facts['maximum']), { en: 'less', es: 'menos' })
    case 'invalid_format':
      return formats[String(facts['format'])] ?? null
    case 'invalid_value': {
      const values = textsOf(facts['values'])
      return { en: `Give one of: ${listed(values, 'en')}.`, es: `Tiene que ser uno de estos: ${listed(values, 'es')}.` }
    }
    case 'unrecognized_keys': {
      const names = textsOf(facts['keys']).join(', ')
      return { en: `This is not known here: ${names}.`, es: `Esto no se conoce aquí: ${names}.` }
    }
    case 'invalid_key':
      return { en: 'This name is not allowed.', es: 'Este nombre no se admite.' }
    default:
      return null
  }
}

function ofType({ expected }: FieldIssue['facts'], inAddress: boolean): Say | null {
  const type = inAddress && expected === 'number' ? wholeNumber : types[String(expected)]
  return type === undefined ? null : { en: `Give ${type.en}.`, es: `Tiene que ser ${type.es}.` }
}

function ofBound(origin: unknown, bound: string, beyond: Say): Say {
  const orBeyond = { en: `or ${beyond.en}`, es: `o ${beyond.es}` }
  switch (origin) {
    case 'string':
      return {
        en: `Give ${bound} ${bound === '1' ? 'character' : 'characters'} ${orBeyond.en}.`,
        es: `Tiene que tener ${bound} ${bound === '1' ? 'carácter' : 'caracteres'} ${orBeyond.es}.`,
      }
    case 'array':
    case 'set':
      return { en: `Give ${bound} ${orBeyond.en}.`, es: `Tiene que haber ${bound} ${orBeyond.es}.` }
    default:
      return { en: `Give ${bound} ${orBeyond.en}.`, es: `Tiene que ser ${bound} ${orBeyond.es}.` }
  }
}

function listed(values: readonly string[], language: ReplyLanguage): string {
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : 'es', { type: 'disjunction' }).format(values)
}

function textsOf(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.map(String) : []
}
