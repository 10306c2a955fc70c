import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { detachOfMail, detachOfMbox } from '../../src/adapters/extract/mail/detach-part.ts'
import { extractMail, extractMbox, extractWebArchive } from '../../src/adapters/extract/mail/mail-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { detachWith, extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makeMail } from '../fixtures/extract/make-mail.ts'

const lines = (...all: readonly string[]): string => all.join('\r\n')

const mixed = lines(
  'From: =?utf-8?Q?Ana_P=C3=A9rez?= <ana@ejemplo.es>',
  'To: Luis <luis@ejemplo.es>, ventas@ejemplo.es',
  'Cc: Eva <eva@ejemplo.es>',
  'Subject: =?iso-8859-1?Q?Reuni=F3n?= del',
  ' jueves',
  'Date: Thu, 26 Nov 2026 10:00:00 +0100',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: multipart/alternative; boundary="a"',
  '',
  '--a',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Versión sin tablas.',
  '--a',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<h1>Orden del d=C3=ADa</h1><table><tr><th>Hora</th><th>Tema</th></tr><tr><td>10:00</td><td>Cuentas</td></tr></table>',
  '--a--',
  '--b',
  'Content-Type: application/pdf; name="cuentas.pdf"',
  'Content-Disposition: attachment; filename="cuentas.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERi0xLjQK',
  '--b--',
  '',
)

describe('EML', () => {
  it('reads subject, people, date and the page of the mail, and names what is attached', async () => {
    const extracted = await extractWith(extractMail, mixed)
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Reunión del jueves',
      'list-item De: Ana Pérez <ana@ejemplo.es>',
      'list-item Para: Luis <luis@ejemplo.es>, ventas@ejemplo.es',
      'list-item Cc: Eva <eva@ejemplo.es>',
      'list-item Fecha: Thu, 26 Nov 2026 10:00:00 +0100',
      'list-item Adjuntos: cuentas.pdf',
      'h2 Orden del día',
      'table-row Hora | Tema',
      'table-row 10:00 | Cuentas',
    ])
    expect(extracted.title).toBe('Reunión del jueves')
    expect(extracted.attachments).toEqual([{ part: '1.1', name: 'cuentas.pdf' }])
  })

  it('labels who wrote it in the language of its words, whatever its headers say', async () => {
    const mail = (subject: string, words: string): string =>
      lines('From: sam@example.com', 'To: ana@ejemplo.es', `Subject: ${subject}`, 'Content-Language: en-US', '', words)
    expect(outline(await extractWith(extractMail, mail('Offer', 'Here is the offer for the pump.')))).toEqual([
      'h1 Offer',
      'list-item From: sam@example.com',
      'list-item To: ana@ejemplo.es',
      'paragraph Here is the offer for the pump.',
    ])
    expect(outline(await extractWith(extractMail, mail('Oferta', 'Le envío la oferta de la bomba.')))).toEqual([
      'h1 Oferta',
      'list-item De: sam@example.com',
      'list-item Para: ana@ejemplo.es',
      'paragraph Le envío la oferta de la bomba.',
    ])
  })

  it('reads a plain mail in any code page and transfer encoding', async () => {
    const quoted = lines(
      'From: ana@ejemplo.es',
      'Subject: Aviso',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'La reuni=F3n ser=E1 en el sal=F3n prin=',
      'cipal.',
    )
    const encoded = lines(
      'From: ana@ejemplo.es',
      'Subject: Aviso',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('La reunión será en el salón principal.').toString('base64'),
    )
    for (const mail of [quoted, encoded]) {
      expect(outline(await extractWith(extractMail, mail))).toEqual([
        'h1 Aviso',
        'list-item De: ana@ejemplo.es',
        'paragraph La reunión será en el salón principal.',
      ])
    }
  })

  it('reads a mail in letters of two bytes, with a mark before it and without one', async () => {
    const mail = 'From: ana@ejemplo.es\nSubject: Reunión\n\nSerá en el salón.\n'
    const little = Buffer.from(mail, 'utf16le')
    for (const bytes of [little, Buffer.concat([Buffer.from([0xff, 0xfe]), little]), Buffer.from(little).swap16()]) {
      expect((await extractWith(extractMail, bytes)).text).toBe('Reunión\n\nDe: ana@ejemplo.es\n\nSerá en el salón.')
    }
  })

  it('reads letters that no part declares, in headers and text, each bad one for itself', async () => {
    const undeclared = Buffer.from(
      'From: a@b.es\nSubject: Reuni\u00f3n\n\nEl a\u00f1o pr\u00f3ximo ser\u00e1 la comisi\u00f3n.\n',
      'latin1',
    )
    expect((await extractWith(extractMail, undeclared)).text).toBe(
      'Reunión\n\nDe: a@b.es\n\nEl año próximo será la comisión.',
    )
    const inHeaders = Buffer.from(
      'From: a@b.es\nSubject: Reuni\u00f3n\nContent-Type: text/plain; charset=iso-8859-1\n\nEl a\u00f1o.\n',
      'latin1',
    )
    expect((await extractWith(extractMail, inHeaders)).text).toBe('Reunión\n\nDe: a@b.es\n\nEl año.')
    const bad = Buffer.concat([
      Buffer.from('From: a@b.es\n\nEl año próximo, más '),
      Buffer.from([0xff]),
      Buffer.from(' aún.\n'),
    ])
    const extracted = await extractWith(extractMail, bad)
    expect(extracted.text).toBe('De: a@b.es\n\nEl año próximo, más � aún.')
    expect(extracted.warnings).toEqual([warning('bytes_unread', { characters: 1, line: 3 })])
  })

  it('reads a mail that is attached to a mail below it', async () => {
    const source = lines(
      'From: z@x.es',
      'Subject: RV: pedido',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Te lo reenvío.',
      '--b',
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment',
      '',
      'From: cliente@y.es',
      'Subject: Pedido 77',
      '',
      'Buenos días',
      '',
      'Quiero 30 cajas.',
      '--b--',
    )
    const extracted = await extractWith(extractMail, source)
    expect(outline(extracted)).toEqual([
      'h1 RV: pedido',
      'list-item De: z@x.es',
      'paragraph Te lo reenvío.',
      'h2 Pedido 77',
      'list-item De: cliente@y.es',
      'paragraph Buenos días',
      'paragraph Quiero 30 cajas.',
    ])
    expect(extracted.warnings).toEqual([])
  })

  it('reads a mail inside a mail', async () => {
    const inner = lines('From: eva@ejemplo.es', 'Subject: Dentro', '', 'Texto reenviado.')
    const mail = lines(
      'From: ana@ejemplo.es',
      'Subject: Fuera',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Mira esto.',
      '--b',
      'Content-Type: message/rfc822',
      '',
      inner,
      '--b--',
    )
    const { text } = await extractWith(extractMail, mail)
    expect(text).toContain('Mira esto.')
    expect(text).toContain('Texto reenviado.')
  })

  it('gives out what is attached, byte by byte, also to a mail inside of it', async () => {
    const bytes = Buffer.from([0, 0xff, 0x80, 13, 10, 0])
    const inner = makeMail('Dentro', 'Texto.', [{ name: 'b.bin', content: bytes }])
    const mail = makeMail('Fuera', 'Texto.', [
      { name: 'a.txt', content: 'Uno.' },
      { name: 'dentro.eml', type: 'message/rfc822', content: inner },
    ])
    expect((await extractWith(extractMail, mail)).attachments).toEqual([
      { part: '1.1', name: 'a.txt' },
      { part: '1.2', name: 'b.bin' },
    ])
    expect(await detachWith(detachOfMail, mail, '1.1')).toEqual(Buffer.from('Uno.'))
    expect(await detachWith(detachOfMail, mail, '1.2')).toEqual(bytes)
    expect(await detachWith(detachOfMail, mail, '1.3')).toBeNull()
  })

  it('reads a mail that is forwarded as a part of it below it, like one that is attached', async () => {
    const head = ['Subject: RV: presupuesto', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '']
    const words = [
      '--b',
      'Content-Type: text/plain',
      '',
      'Mira lo de abajo.',
      '--b',
      'Content-Type: message/rfc822',
      '',
    ]
    const inner = [
      'From: Luis <luis@y.es>',
      'Subject: Presupuesto',
      'Date: Mon, 19 Feb 2024 09:00:00 +0100',
      '',
      'Son 300 euros.',
    ]
    expect(outline(await extractWith(extractMail, lines(...head, ...words, ...inner, '--b--')))).toEqual([
      'h1 RV: presupuesto',
      'paragraph Mira lo de abajo.',
      'h2 Presupuesto',
      'list-item De: Luis <luis@y.es>',
      'list-item Fecha: Mon, 19 Feb 2024 09:00:00 +0100',
      'paragraph Son 300 euros.',
    ])
  })

  it('counts pictures that the page shows, and names them not', async () => {
    const page = ['--b', 'Content-Type: text/html', '', '<p>Hola</p><img src="cid:logo%40x.es">']
    const type = ['--b', 'Content-Type: image/png; name="logo.png"', 'Content-ID: <logo@x.es>']
    const picture = [...page, ...type, 'Content-Disposition: inline', '', 'x']
    const file = ['--b', 'Content-Disposition: attachment; filename="a.txt"', '', 'Uno.']
    const head = ['Subject: s', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '']
    const { attachments } = await extractWith(extractMail, lines(...head, ...picture, ...file, '--b--'))
    expect(attachments).toEqual([{ part: '1.2', name: 'a.txt' }])
  })

  it('names a photo that a telephone sends inline and no page shows', async () => {
    const words = ['--b', 'Content-Type: text/plain', '', 'La factura.']
    const photo = ['--b', 'Content-Type: image/jpeg; name=IMG_1.jpeg', 'Content-Disposition: inline', '', 'x']
    const head = ['Subject: s', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '']
    const { attachments } = await extractWith(extractMail, lines(...head, ...words, ...photo, '--b--'))
    expect(attachments).toEqual([{ part: '1.1', name: 'IMG_1.jpeg' }])
  })
})

describe('MBOX', () => {
  it('keeps a line that reads like the next mail and has no fields below it', async () => {
    const mail = (name: string, ...body: string[]) => [
      'From a@b.es Thu Nov 26 10:00:00 2026',
      `Subject: ${name}`,
      '',
      ...body,
    ]
    const first = mail('Uno', 'Hay un cierre.', '', 'From January to December 2024', 'the plant is closed.', '')
    const extracted = await extractWith(extractMbox, [...first, ...mail('Dos', 'Fin.')].join('\n'))
    expect(outline(extracted)).toEqual([
      'h1 Uno',
      'paragraph Hay un cierre.',
      'paragraph From January to December 2024',
      'paragraph the plant is closed.',
      'h1 Dos',
      'paragraph Fin.',
    ])
  })

  it('reads mail by mail, each under its subject, and lines that only look like the next mail', async () => {
    const mailbox = [
      'From ana@ejemplo.es Thu Nov 26 10:00:00 2026',
      'From: ana@ejemplo.es',
      'Subject: Uno',
      '',
      'Primera línea.',
      '>From aquí sigue.',
      '',
      'From luis@ejemplo.es Thu Nov 26 11:00:00 2026',
      'From: luis@ejemplo.es',
      'Subject: Dos',
      '',
      'From time to time.',
      '',
    ].join('\n')
    const extracted = await extractWith(extractMbox, mailbox)
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Uno',
      'list-item De: ana@ejemplo.es',
      'paragraph Primera línea.',
      'paragraph From aquí sigue.',
      'h1 Dos',
      'list-item From: luis@ejemplo.es',
      'paragraph From time to time.',
    ])
  })

  it('gives out what is attached to each of its mails', async () => {
    const mailbox = Buffer.concat(
      ['uno.txt', 'dos.txt'].flatMap((name) => [
        Buffer.from('From ana@ejemplo.es Thu Nov 26 10:00:00 2026\n'),
        makeMail(name, 'Texto.', [{ name, content: `Soy ${name}.` }]),
        Buffer.from('\n'),
      ]),
    )
    expect((await extractWith(extractMbox, mailbox)).attachments).toEqual([
      { part: '1.1', name: 'uno.txt' },
      { part: '2.1', name: 'dos.txt' },
    ])
    expect(await detachWith(detachOfMbox, mailbox, '2.1')).toEqual(Buffer.from('Soy dos.txt.'))
  })
})

describe('MHT', () => {
  it('reads the page that was saved', async () => {
    const archive = lines(
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html; charset="utf-8"',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<html><body><h1>T=C3=ADtulo</h1><p>Se=C3=B1al de prueba</p></body></html>',
      '--b',
      'Content-Type: image/png',
      'Content-Location: x.png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--b--',
    )
    const extracted = await extractWith(extractWebArchive, archive)
    expect(outline(extracted)).toEqual(['h1 Título', 'paragraph Señal de prueba'])
    expect(extracted.warnings).toEqual([])
  })
})
