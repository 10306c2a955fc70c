import { describe, expect, it } from 'vitest'
import { extractPlainText } from '../../src/adapters/extract/text/plain-text-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'

const lines = (...all: readonly string[]): string => all.join('\r\n')

async function read(...file: readonly string[]): Promise<readonly string[]> {
  const extracted = await extractWith(extractPlainText, lines(...file))
  expectSound(extracted)
  return outline(extracted)
}

describe('cards', () => {
  it('are read under the name of each, with what its values are for', async () => {
    const cards = await read(
      'BEGIN:VCARD',
      'VERSION:3.0',
      'PRODID:-//x//y',
      'item1.TEL;TYPE=WORK,VOICE:+34 910 000 000',
      'N:Pérez;Ana;;Dra.;',
      'FN:Ana Pérez',
      'ORG:Talleres Sur\\, S.L.;Compras',
      'ADR;TYPE=home:;;Calle Pez 3;Madrid;;28004;España',
      'EMAIL:ana@ejemplo.es',
      'NOTE:Llamar por la ma',
      ' ñana.\\nHabla inglés.',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:4.0',
      'N:Gil;Luis;;;',
      'TEL;VALUE=uri;TYPE=cell:tel:+34-600-000-000',
      'END:VCARD',
    )
    expect(cards).toEqual([
      'h2 Ana Pérez',
      'list-item Organization: Talleres Sur, S.L., Compras',
      'list-item Phone (work): +34 910 000 000',
      'list-item Mail: ana@ejemplo.es',
      'list-item Address (home): Calle Pez 3, Madrid, 28004, España',
      'list-item Note: Llamar por la mañana. Habla inglés.',
      'h2 Luis Gil',
      'list-item Phone (cell): +34-600-000-000',
    ])
  })

  it('of old telephones are decoded, also over several lines', async () => {
    const card = await read(
      'BEGIN:VCARD',
      'VERSION:2.1',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 Mu=',
      '=C3=B1oz',
      'TEL;CELL:600000000',
      'END:VCARD',
    )
    expect(card).toEqual(['h2 José Muñoz', 'list-item Phone (cell): 600000000'])
  })

  it('that say they are encoded and are not, or not all, keep their signs', async () => {
    const card = await read('BEGIN:VCARD', 'FN:Ana', 'NOTE;ENCODING=QUOTED-PRINTABLE:Añade=20\u{1F600}', 'END:VCARD')
    expect(card).toEqual(['h2 Ana', 'list-item Note: Añade \u{1F600}'])
  })
})

describe('calendars', () => {
  const event = (day: number): readonly string[] => [
    'BEGIN:VEVENT',
    `UID:${day}`,
    `DTSTART;VALUE=DATE:20260${100 + day}`,
    `SUMMARY:Guardia ${day}`,
    'END:VEVENT',
  ]

  it('are read event by event, also more than an invitation has', async () => {
    const days = Array.from({ length: 300 }, (_, index) => index + 1)
    const read300 = await read('BEGIN:VCALENDAR', ...days.flatMap(event), 'END:VCALENDAR')
    expect(read300.slice(0, 2)).toEqual(['list-item Event: Guardia 1', 'list-item When: 2026-01-01'])
    expect(read300.at(-2)).toBe('list-item Event: Guardia 300')
  })

  it('with tasks stay as they are written', async () => {
    const text = (await read('BEGIN:VCALENDAR', 'BEGIN:VTODO', 'SUMMARY:Pagar', 'END:VTODO', 'END:VCALENDAR')).join(' ')
    expect(text).toContain('SUMMARY:Pagar')
  })
})
