import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { parseMail } from './parse-mail.ts'
import { readableMail } from './readable-mail.ts'

const words = 'El año próximo habrá más reuniones.'
const head = 'From: a@b.es\nSubject: Aviso\nMIME-Version: 1.0\n'
const plain = (charset: string, body: string, more = ''): string =>
  `Content-Type: text/plain${charset === '' ? '' : `;\n charset="${charset}"`}\nContent-Transfer-Encoding: 8bit\n${more}\n${body}\n`
const mixed = (...parts: readonly string[]): string =>
  `${head}Content-Type: multipart/mixed; boundary="=_b"\n\n${parts.map((part) => `--=_b\n${part}`).join('')}--=_b--\n`

const textOf = async (mail: Buffer): Promise<string> => (await parseMail(readableMail(mail).text)).text?.trim() ?? ''

describe('letters of a mail', () => {
  it.each(['us-ascii', 'iso-8859-1', 'windows-1252', 'utf-8'])(
    'are UTF-8 where a part says %s and is',
    async (name) => {
      expect(await textOf(Buffer.from(head + plain(name, words)))).toBe(words)
      expect(await textOf(Buffer.from(mixed(plain(name, words))))).toBe(words)
      const inner = `Content-Type: message/rfc822\n\n${head}${plain(name, words)}`
      const { mails } = await parseMail(readableMail(Buffer.from(mixed(inner))).text)
      expect(mails?.map(({ text }) => text?.trim())).toEqual([words])
    },
  )

  it('are those of the rest of the mail where a part says none and they are not UTF-8', async () => {
    const packed =
      'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nMar=EDa\n'
    expect(await textOf(Buffer.from(mixed(plain('', words), packed), 'latin1'))).toContain(words)
    expect(await textOf(Buffer.from(mixed(plain('', words), packed), 'latin1'))).toContain('María')
  })

  it('are as a part says where its bytes may be so, and those of a file stay', async () => {
    expect(await textOf(Buffer.from(head + plain('iso-8859-1', words), 'latin1'))).toBe(words)
    const file = plain('', 'Año', 'Content-Disposition: attachment; filename=a.txt\n')
    const mail = Buffer.from(mixed(plain('iso-8859-1', words), file), 'latin1')
    const { files } = await parseMail(readableMail(mail).text)
    expect(Buffer.from(files[0]?.content() ?? []).toString('latin1')).toContain('Año')
  })

  it('go on in the next line also where a server added blanks behind the sign that says so', async () => {
    const packed = 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n'
    expect(await textOf(Buffer.from(`${head}${packed}Cuota: 30 =e2=82=ac al mes = \t \nsin permanencia=\n`))).toBe(
      'Cuota: 30 € al mes sin permanencia',
    )
  })

  it.each(['= ', '--', '--=_b\n', '\n--x', 'boundary=a ', 'charset="á', 'á\n\n'])(
    'full of %j are looked at once',
    async (piece) => {
      const make = (size: number) => Buffer.from(mixed(plain('us-ascii', `á${piece.repeat(size / 4)}`)))
      expect(await growthOf(make, 8_000, readableMail)).toBeLessThan(linearGrowth)
    },
  )
})
