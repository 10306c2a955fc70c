import { describe, expect, it } from 'vitest'
import { detachOfMail } from '../../src/adapters/extract/mail/detach-part.ts'
import { extractMail } from '../../src/adapters/extract/mail/mail-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { detachWith, extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeMail } from '../fixtures/extract/make-mail.ts'

const lines = (...all: readonly string[]): string => all.join('\r\n')

describe('invitations', () => {
  const calendar = (...more: readonly string[]): string =>
    lines(
      'BEGIN:VCALENDAR',
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Madrid',
      'DTSTART:16010101T000000',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART;TZID=Europe/Madrid:20261203T100000',
      'DTEND;TZID=Europe/Madrid:20261203T113000',
      'SUMMARY:Cuentas\\, balance',
      'LOCATION:Sala Pez',
      'ORGANIZER;CN="Pérez, Ana":mailto:ana@ejemplo.es',
      'DESCRIPTION:Traer el balance fir',
      ' mado.\\nCon café.',
      ...more,
      'BEGIN:VALARM',
      'DESCRIPTION:Aviso',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    )
  const said = [
    'list-item Event: Cuentas, balance',
    'list-item When: 2026-12-03 10:00 – 11:30 (Europe/Madrid)',
    'list-item Where: Sala Pez',
    'list-item Organizer: Pérez, Ana <ana@ejemplo.es>',
    'paragraph Traer el balance firmado.',
    'paragraph Con café.',
  ]

  it('are read as a part of their mail, once where they are sent twice', async () => {
    const part = (type: string): string => lines('--b', `Content-Type: ${type}`, '', calendar())
    const mail = lines(
      'From: ana@ejemplo.es',
      'Subject: Reunión',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      lines('--b', 'Content-Type: text/plain; charset=utf-8', '', 'Os espero.'),
      part('text/calendar; charset=utf-8; method=REQUEST'),
      part('application/ics; name="invite.ics"'),
      '--b--',
    )
    const extracted = await extractWith(extractMail, mail)
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Reunión',
      'list-item From: ana@ejemplo.es',
      'paragraph Os espero.',
      ...said,
    ])
    expect(extracted.attachments ?? []).toEqual([])
  })

  it('may be all that a mail says', async () => {
    const event = lines(
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20261224',
      'DTEND;VALUE=DATE:20261225',
      'SUMMARY:Cierre',
      'RRULE:FREQ=YEARLY',
      'STATUS:CANCELLED',
      'END:VEVENT',
    )
    const mail = lines('Subject: Cita', 'MIME-Version: 1.0', 'Content-Type: text/calendar; charset=utf-8', '', event)
    expect(outline(await extractWith(extractMail, mail)).slice(1)).toEqual([
      'list-item Event: Cierre',
      'list-item When: 2026-12-24',
      'list-item Repeats: yearly',
      'list-item Status: cancelled',
    ])
  })
})

describe('files that Outlook packed into one of its own', () => {
  const attribute = (level: number, id: number, data: Buffer): Buffer => {
    const head = Buffer.alloc(9)
    head.writeUInt8(level, 0)
    head.writeUInt32LE(id, 1)
    head.writeUInt32LE(data.length, 5)
    return Buffer.concat([head, data, Buffer.alloc(2)])
  }
  const file = (name: string, content: string): Buffer =>
    Buffer.concat([
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from(`${name}\0`, 'latin1')),
      attribute(2, 0x0006800f, Buffer.from(content)),
    ])
  const packed = Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(1, 0x00069007, Buffer.from('e4040000', 'hex')),
    file('año.txt', 'Soy uno.'),
    file('dos.txt', 'Soy dos.'),
  ])

  it('come with the mail like all others', async () => {
    const mail = makeMail('Pedido', 'Va adjunto.', [{ name: 'winmail.dat', content: packed }])
    expect((await extractWith(extractMail, mail)).attachments).toEqual([
      { part: '1.1', name: 'año.txt' },
      { part: '1.2', name: 'dos.txt' },
    ])
    expect(await detachWith(detachOfMail, mail, '1.2')).toEqual(Buffer.from('Soy dos.'))
  })

  it('are that file itself where it is damaged', async () => {
    const mail = makeMail('Pedido', 'Va adjunto.', [{ name: 'winmail.dat', content: packed.subarray(0, 40) }])
    expect((await extractWith(extractMail, mail)).attachments).toEqual([{ part: '1.1', name: 'winmail.dat' }])
  })
})

describe('what a mail quotes', () => {
  it.each([
    [
      'lines',
      'text/plain; charset=utf-8',
      [
        '> ¿Cuál es el plazo que tenemos para entregar todo el pedido de',
        '> otoño, que es el mayor de todos los que hemos tenido en estos',
        '> diez años?',
        '>> El de siempre.',
      ],
    ],
    [
      'flowing lines',
      'text/plain; charset=utf-8; format=flowed',
      [
        '> ¿Cuál es el plazo que tenemos ',
        '> para entregar todo el pedido de ',
        '> otoño, que es el mayor de todos los que hemos tenido en estos ',
        '> diez años?',
        '>> El de siempre.',
      ],
    ],
  ])('is told by one mark in front of each paragraph, in %s', async (_, type, quoted) => {
    const mail = lines('Subject: Re', 'MIME-Version: 1.0', `Content-Type: ${type}`, '', 'Treinta días.', '', ...quoted)
    expect(outline(await extractWith(extractMail, mail)).slice(1)).toEqual([
      'paragraph Treinta días.',
      'paragraph > ¿Cuál es el plazo que tenemos para entregar todo el pedido de otoño, que es el mayor de todos los que hemos tenido en estos diez años?',
      'paragraph >> El de siempre.',
    ])
  })
})
