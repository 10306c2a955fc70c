import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { detachOfMail } from '../../src/adapters/extract/mail/detach-part.ts'
import { extractMail } from '../../src/adapters/extract/mail/mail-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { detachWith, extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeMail } from '../fixtures/extract/make-mail.ts'

const lines = (...all: readonly string[]): string => all.join('\r\n')

it('reads the headers of a mail below an empty line', async () => {
  const read = await extractWith(extractMail, '\r\nFrom: a@b.es\r\nSubject: Contrato\r\n\r\nHola, Luis.')
  expect(outline(read)).toEqual(['h1 Contrato', 'list-item De: a@b.es', 'paragraph Hola, Luis.'])
})

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
    'list-item Evento: Cuentas, balance',
    'list-item Cuándo: 2026-12-03 10:00 – 11:30 (Europe/Madrid)',
    'list-item Dónde: Sala Pez',
    'list-item Organiza: Pérez, Ana <ana@ejemplo.es>',
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
    expect(outline(extracted)).toEqual(['h1 Reunión', 'list-item De: ana@ejemplo.es', 'paragraph Os espero.', ...said])
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
      'list-item Evento: Cierre',
      'list-item Cuándo: 2026-12-24',
      'list-item Se repite: cada año',
      'list-item Estado: anulado',
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

it('a mail that speaks of flowing lines does not flow by that', async () => {
  const mail = lines(
    'Subject: Re',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Pon format=flowed.',
    '',
    '> Si a > b, se paga.',
  )
  expect(outline(await extractWith(extractMail, mail)).slice(1)).toEqual([
    'paragraph Pon format=flowed.',
    'paragraph > Si a > b, se paga.',
  ])
})

/** A mail with headers of its own kind and a body. */
const mailOf = (type: string, ...body: readonly string[]): string =>
  lines('From: ana@ejemplo.es', 'Subject: Contrato', 'MIME-Version: 1.0', `Content-Type: ${type}`, ...body)

describe('mails in an envelope', () => {
  const inner = lines(
    'Content-Type: multipart/mixed; boundary="in"',
    '',
    '--in',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'El contrato vence el 30 de junio.',
    '--in',
    'Content-Type: text/csv; name="tarifa.csv"',
    'Content-Disposition: attachment; filename="tarifa.csv"',
    '',
    'a;b',
    '--in--',
    '',
  )
  const sealed = (envelope: Buffer, name = 'smime.p7m'): string =>
    mailOf(
      `application/pkcs7-mime; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      envelope.toString('base64').replace(/.{76}/g, '$&\r\n'),
    )

  it.each([
    ['with lengths', envelopeOf('02', der(0x04, Buffer.from(inner)), der)],
    ['in pieces without lengths', envelopeOf('02', open(0x24, ...piecesOf(inner)), open)],
  ])('are read when they are signed: %s', async (_, envelope) => {
    const mail = sealed(envelope)
    const extracted = await extractWith(extractMail, mail)
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Contrato',
      'list-item De: ana@ejemplo.es',
      'list-item Adjuntos: tarifa.csv',
      'paragraph El contrato vence el 30 de junio.',
    ])
    expect((await detachWith(detachOfMail, Buffer.from(mail), '1.1'))?.toString()).toBe('a;b\n')
  })

  it('are told to be encrypted, without a file of it', async () => {
    const pgp = mailOf(
      'multipart/encrypted; protocol="application/pgp-encrypted"; boundary="b"',
      '',
      '--b',
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '--b',
      'Content-Type: application/octet-stream; name="encrypted.asc"',
      '',
      'hQEMA',
      '--b--',
    )
    for (const mail of [sealed(envelopeOf('03', der(0x04, Buffer.from('x')), der)), pgp]) {
      // oxlint-disable-next-line no-await-in-loop -- two
      const { warnings, attachments } = await extractWith(extractMail, mail)
      expect(warnings).toEqual([warning('content_encrypted', {})])
      expect(attachments ?? []).toEqual([])
    }
  })

  it('are read without an envelope that nests deeper than any', async () => {
    const bottomless = envelopeOf('02', nested(0x24, 20_000), der)
    const mail = makeMail('Firmas', 'Va firmado.', [
      { name: 'contrato.txt.p7m', type: 'application/octet-stream', content: bottomless },
    ])
    const { attachments } = await extractWith(extractMail, mail)
    expect((attachments ?? []).map(({ name }) => name)).toEqual(['contrato.txt.p7m'])
  })

  it('keep their signature to themselves, and files leave theirs', async () => {
    const envelope = envelopeOf('02', der(0x04, Buffer.from('hola')), der)
    const mail = makeMail('Firmas', 'Va firmado.', [
      { name: 'smime.p7s', type: 'application/pkcs7-signature', content: 'MIIB' },
      { name: 'contrato.txt.p7m', type: 'application/octet-stream', content: envelope },
    ])
    const { attachments } = await extractWith(extractMail, mail)
    expect(attachments).toEqual([{ part: '1.2', name: 'contrato.txt' }])
    expect((await detachWith(detachOfMail, mail, '1.2'))?.toString()).toBe('hola')
  })
})

describe('parts of a mail in kinds of their own', () => {
  it('are read: what became of a mail, and marked text', async () => {
    const report = mailOf(
      'multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Not delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; luis@ejemplo.es',
      'Status: 5.1.1',
      '--b--',
    )
    expect(outline(await extractWith(extractMail, report)).slice(2)).toEqual([
      'paragraph Not delivered.',
      'paragraph Final-Recipient: rfc822; luis@ejemplo.es',
      'paragraph Status: 5.1.1',
    ])
    const enriched = mailOf('text/enriched', '', '<bold>Cierre</bold>: 5 <italic>de mayo</italic>')
    expect(outline(await extractWith(extractMail, enriched)).slice(2)).toEqual(['paragraph Cierre: 5 de mayo'])
  })

  it('are files: those of old programs, and pictures that are all that a mail shows', async () => {
    const old = mailOf('text/plain', '', 'Va el fichero.', '', 'begin 644 nota.txt', '$2&]L80', '`', 'end', '')
    const extracted = await extractWith(extractMail, old)
    expect(extracted.text).not.toContain('begin')
    expect((await detachWith(detachOfMail, Buffer.from(old), '1.1'))?.toString('latin1').slice(0, 3)).toBe('Hol')
    const poster = mailOf(
      'multipart/related; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<html><head><title>x</title></head><body><img src="cid:1"></body></html>',
      '--b',
      'Content-Type: image/png; name="cartel.png"',
      'Content-ID: <1>',
      '',
      'x',
      '--b--',
    )
    expect((await extractWith(extractMail, poster)).attachments).toEqual([{ part: '1.1', name: 'cartel.png' }])
    const shown = poster.replace('<img', 'Feria de mayo <img')
    expect((await extractWith(extractMail, shown)).attachments ?? []).toEqual([])
  })

  it('stand between what Apple Mail writes around a mail', async () => {
    const mail = mailOf('text/plain', '', 'Hola.', '')
    const framed = `${mail.length}      \n${mail}<?xml version="1.0"?><plist/>`
    expect((await extractWith(extractMail, framed)).text).toBe((await extractWith(extractMail, mail)).text)
  })
})

function der(type: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([type, 0x82, content.length >> 8, content.length & 0xff]), content])
}

/** An element that does not say how long it is. */
/** Elements of a type in each other. Heads of six bytes, made from the inside out. */
function nested(type: number, deep: number): Buffer {
  const heads = Array.from({ length: deep }, (_, at) => {
    const head = Buffer.from([type, 0x84, 0, 0, 0, 0])
    head.writeUInt32BE((deep - 1 - at) * 6, 2)
    return head
  })
  return Buffer.concat(heads)
}

function open(type: number, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([type, 0x80]), ...parts, Buffer.from([0, 0])])
}

function piecesOf(text: string): Buffer[] {
  return (text.match(/[^]{1,50}/g) ?? []).map((piece) => der(0x04, Buffer.from(piece)))
}

/** An envelope of S/MIME (RFC 5652). @param kind last byte of the identifier of what it holds */
function envelopeOf(kind: string, content: Buffer, element: typeof der): Buffer {
  const identifier = (last: string): Buffer => Buffer.from(`06092a864886f70d0107${last}`, 'hex')
  const inner = element(0x30, identifier('01'), element(0xa0, content))
  const version = Buffer.from('020101', 'hex')
  return element(0x30, identifier(kind), element(0xa0, element(0x30, version, der(0x31), inner, der(0x31))))
}
