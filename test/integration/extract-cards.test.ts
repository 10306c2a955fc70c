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
      'list-item Empresa: Talleres Sur, S.L., Compras',
      'list-item Teléfono (trabajo): +34 910 000 000',
      'list-item Correo: ana@ejemplo.es',
      'list-item Dirección (casa): Calle Pez 3, Madrid, 28004, España',
      'list-item Nota: Llamar por la mañana. Habla inglés.',
      'h2 Luis Gil',
      'list-item Teléfono (móvil): +34-600-000-000',
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
    expect(card).toEqual(['h2 José Muñoz', 'list-item Teléfono (móvil): 600000000'])
  })

  it('that say they are encoded and are not, or not all, keep their signs', async () => {
    const card = await read('BEGIN:VCARD', 'FN:Ana', 'NOTE;ENCODING=QUOTED-PRINTABLE:Añade=20\u{1F600}', 'END:VCARD')
    expect(card).toEqual(['h2 Ana', 'list-item Nota: Añade \u{1F600}'])
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
    expect(read300.slice(0, 2)).toEqual(['list-item Evento: Guardia 1', 'list-item Cuándo: 2026-01-01'])
    expect(read300.at(-2)).toBe('list-item Evento: Guardia 300')
  })

  it.each([
    ['DTSTART;VALUE=DATE:20260801|DTEND;VALUE=DATE:20260816', ['2026-08-01 – 2026-08-15']],
    ['DTSTART;VALUE=DATE:20261231|DTEND;VALUE=DATE:20270101', ['2026-12-31']],
    ['DTSTART;VALUE=DATE:20260228|DURATION:P2D', ['2026-02-28 – 2026-03-01']],
    ['DTSTART:20260303T233000Z|DURATION:PT1H30M', ['2026-03-03 23:30 – 2026-03-04 01:00 UTC']],
    ['DTSTART;TZID=Europe/Madrid:20260303T100000|DURATION:PT90M', ['2026-03-03 10:00 – 11:30 (Europe/Madrid)']],
    [
      'DTSTART:20260303|RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260630T000000Z;BYDAY=TU,TH',
      ['2026-03-03', 'cada 2 semanas (martes, jueves) hasta 2026-06-30'],
    ],
    ['DTSTART:20260303|RRULE:FREQ=MONTHLY;COUNT=10;BYDAY=1MO', ['2026-03-03', 'cada mes, 10 veces']],
  ])('say until when they are and how often they come again: %s', async (fields, said) => {
    const source = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'SUMMARY:Reunión',
      ...fields.split('|'),
      'END:VEVENT',
      'END:VCALENDAR',
    ]
    const extracted = await extractWith(extractPlainText, source.join('\r\n'))
    const values = outline(extracted).flatMap((line) => /^list-item (?:Cuándo|Se repite): (.*)$/.exec(line)?.[1] ?? [])
    expect(values).toEqual(said)
  })

  it('have their labels in the language of what they say, or in the one they name', async () => {
    const meeting = (...more: readonly string[]): readonly string[] => [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART:20260105T090000Z',
      'RRULE:FREQ=WEEKLY',
      'STATUS:CANCELLED',
      ...more,
      'END:VEVENT',
      'END:VCALENDAR',
    ]
    const [event, , repeats, status] = await read(...meeting('SUMMARY:Review of the sales and the expenses'))
    expect([event?.slice(10, 15), repeats, status]).toEqual([
      'Event',
      'list-item Repeats: weekly',
      'list-item Status: cancelled',
    ])
    expect((await read(...meeting('SUMMARY;LANGUAGE=en-GB:Kick-off'))).slice(1, 2)).toEqual([
      'list-item When: 2026-01-05 09:00 UTC',
    ])
    expect((await read(...meeting('SUMMARY:Revisión de ventas'))).slice(2)).toEqual([
      'list-item Se repite: cada semana',
      'list-item Estado: anulado',
    ])
    const card = [
      'BEGIN:VCARD',
      'FN:Ann Lee',
      'TEL;TYPE=work:1',
      'NOTE:Sales of the north, call from Monday to Friday',
      'END:VCARD',
    ]
    expect((await read(...card))[1]).toBe('list-item Phone (work): 1')
  })

  it('with tasks stay as they are written', async () => {
    const text = (await read('BEGIN:VCALENDAR', 'BEGIN:VTODO', 'SUMMARY:Pagar', 'END:VTODO', 'END:VCALENDAR')).join(' ')
    expect(text).toContain('SUMMARY:Pagar')
  })
})
