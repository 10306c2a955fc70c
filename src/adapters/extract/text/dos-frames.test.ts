import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeBytes, decodeText } from './decode-text.ts'
import { framedPage } from './dos-frames.ts'

const as = (encoding: string, text: string): Buffer => iconv.encode(text, encoding)
const single = '┌────────────┐\n│ Almacén    │\n└────────────┘\nEl señor Ibáñez pesó 12 cajas según lo acordado.\n'
const double = '╔════════╦═══════╗\n║ Añada  ║ Barril║\n╚════════╩═══════╝\nSe vendió en otoño.\n'

describe('a text of a DOS program', () => {
  it.each([
    ['single lines', single],
    ['double lines', double],
    ['more frames than words', '╔═════════════════╗\n║ Cosecha del año ║\n╚═════════════════╝\n'],
    ['no letter beyond ASCII', '┌──────┐\n│ Stock│\n└──────┘\nTwelve crates.\n'],
  ])('is known by its frames: %s', (_, text) => {
    expect(decodeBytes(as('cp850', text))).toEqual({ text, warnings: [] })
  })

  it('is in the older page where single lines meet double ones', () => {
    const text = '╒═════════╤════════╕\n│ Bodegas │ Añadas │\n╘═════════╧════════╛\n'
    expect(decodeText(as('cp437', text))).toBe(text)
  })

  it('tells its page between the frames where it is not Western', () => {
    const text = '┌──────┐\n│ Цена │\n└──────┘\nСтоимость работ составляет триста рублей, срок до марта.\n'
    expect(decodeText(as('cp866', text))).toBe(text)
  })

  it('is not seen in letters that another encoding has in their place', () => {
    const pageOf = (bytes: Buffer): string | null => framedPage(bytes, () => 'windows-1252')
    expect(pageOf(as('windows-1252', 'AÄÄÄÄÄH, gritó el señor Núñez en Cádiz. ¿Qué pasó?'))).toBeNull()
    expect(pageOf(as('gb18030', '哪哪哪哪，会议纪要：项目预算为三百万元。负责人是王小明。'))).toBeNull()
    expect(pageOf(Buffer.from(single))).toBeNull()
  })
})
