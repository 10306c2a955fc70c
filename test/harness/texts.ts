/** Small Spanish texts made by rule, each with a sentence nobody else has, so that a question finds exactly one of them. */
const subjects = ['El comité', 'La dirección', 'El departamento', 'La oficina', 'El equipo técnico', 'La comisión']
const verbs = ['aprobó', 'revisó', 'publicó', 'modificó', 'presentó', 'archivó']
const objects = [
  'el informe anual',
  'la normativa interna',
  'el contrato marco',
  'la solicitud de compra',
  'el plan de riesgos',
]
const places = ['en la sede central', 'durante la reunión de marzo', 'ante el consejo', 'en la sucursal del norte']

/** The word that only document `number` of a set holds. */
export function secretWord(number: number): string {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru']
  const digits = String(number + 1000)
  return `xo${[...digits].map((digit) => syllables[Number(digit)]).join('')}`
}

function sentence(seed: number): string {
  const pick = (list: readonly string[], step: number) => list[Math.floor(seed / step) % list.length] ?? ''
  return `${pick(subjects, 1)} ${pick(verbs, 7)} ${pick(objects, 3)} ${pick(places, 5)} con el número ${seed}.`
}

/** A text of about `paragraphs` × 100 words. `salt` makes otherwise equal texts different. */
export function spanishText(number: number, paragraphs: number, salt = ''): string {
  const parts = [`La clave del expediente es ${secretWord(number)} y vence el día ${(number % 28) + 1}. ${salt}`.trim()]
  for (let paragraph = 0; paragraph < paragraphs; paragraph += 1) {
    const sentences = Array.from({ length: 9 }, (_, index) => sentence(number * 97 + paragraph * 11 + index))
    parts.push(sentences.join(' '))
  }
  return parts.join('\n\n')
}
