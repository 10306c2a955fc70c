import { textLanguage } from '../layout/text-language.ts'
import type { TextLanguage } from '../layout/text-language.ts'
import { plainValue, type Property } from './content-lines.ts'

/** Texts that are looked at to tell a language. */
const mostTexts = 500

/** What is said of an event, of somebody on a card and of a mail, by keys of our own. */
const labels = {
  event: ['Evento', 'Event'],
  when: ['Cuándo', 'When'],
  repeats: ['Se repite', 'Repeats'],
  where: ['Dónde', 'Where'],
  status: ['Estado', 'Status'],
  organizer: ['Organiza', 'Organizer'],
  attendees: ['Asistentes', 'Attendees'],
  cancelled: ['anulado', 'cancelled'],
  daily: ['cada día', 'daily'],
  weekly: ['cada semana', 'weekly'],
  monthly: ['cada mes', 'monthly'],
  yearly: ['cada año', 'yearly'],
  from: ['De', 'From'],
  to: ['Para', 'To'],
  cc: ['Cc', 'Cc'],
  date: ['Fecha', 'Date'],
  attachments: ['Adjuntos', 'Attachments'],
  TITLE: ['Cargo', 'Title'],
  ROLE: ['Función', 'Role'],
  ORG: ['Empresa', 'Organization'],
  TEL: ['Teléfono', 'Phone'],
  EMAIL: ['Correo', 'Mail'],
  ADR: ['Dirección', 'Address'],
  URL: ['Web', 'Web'],
  BDAY: ['Cumpleaños', 'Birthday'],
  NICKNAME: ['Apodo', 'Nickname'],
  CATEGORIES: ['Categorías', 'Categories'],
  NOTE: ['Nota', 'Note'],
  work: ['trabajo', 'work'],
  home: ['casa', 'home'],
  cell: ['móvil', 'cell'],
  mobile: ['móvil', 'mobile'],
  fax: ['fax', 'fax'],
  main: ['principal', 'main'],
  pager: ['busca', 'pager'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>

export type Label = keyof typeof labels

/** A label in the language of the document. */
export function labelIn(language: TextLanguage, label: Label): string {
  return labels[label][language === 'es' ? 0 : 1]
}

export function isLabel(key: string): key is Label {
  return Object.hasOwn(labels, key)
}

/** What their writers say of the language of properties, or else their words; Spanish where neither says anything. */
export function languageOf(properties: readonly Property[]): TextLanguage {
  const looked = properties.slice(0, mostTexts)
  for (const { parameters } of looked) {
    const named = /;LANGUAGE="?(es|en)\b/i.exec(parameters)?.[1]?.toLowerCase()
    if (named === 'es' || named === 'en') return named
  }
  return textLanguage(looked.map(({ value }) => plainValue(value.slice(0, 1_000))))
}
