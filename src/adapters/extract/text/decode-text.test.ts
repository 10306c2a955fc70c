import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { warning } from '../../../domain/warnings/warning.ts'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { seededRandom } from '../../../../test/harness/random.ts'
import { decodeBytes, decodeText } from './decode-text.ts'
import { utf16Shape } from './unicode-bytes.ts'

const spanish = 'El señor Núñez firmó la cláusula en Cádiz. La indemnización asciende a 3.450 € según el año 2023.\n'
const utf8 = Buffer.from(spanish)
const as = (encoding: string, text = spanish): Buffer => iconv.encode(text, encoding)

describe('a text that is UTF-8 in part', () => {
  it('loses one character by a bad byte, and says where', () => {
    const { text, warnings } = decodeBytes(
      Buffer.concat([utf8, Buffer.from('Ref '), Buffer.from([0xff]), Buffer.from(' fin')]),
    )
    expect(text).toBe(`${spanish}Ref \ufffd fin`)
    expect(warnings).toEqual([warning('bytes_unread', { characters: 1, line: 2 })])
  })

  it('loses the letter in which it was cut', () => {
    for (const cut of [[0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98]]) {
      expect(decodeText(Buffer.concat([utf8, Buffer.from(cut)]))).toBe(`${spanish}\ufffd`)
      expect(decodeText(Buffer.concat([Buffer.from('Für Sch'), Buffer.from(cut)]))).toBe('Für Sch\ufffd')
    }
  })

  it('keeps lines and words in another encoding readable', () => {
    const { text, warnings } = decodeBytes(Buffer.concat([utf8, as('windows-1252'), utf8]))
    expect(text).toBe(spanish.repeat(3))
    expect(warnings).toEqual([warning('other_encoding', { lines: 1, line: 2, encoding: 'windows-1252' })])
    expect(
      decodeText(
        Buffer.concat([Buffer.from('señor y '), Buffer.from([0x63, 0x61, 0x66, 0xe9]), Buffer.from('\n'), utf8]),
      ),
    ).toBe(`señor y café\n${spanish}`)
    const bad = Buffer.concat([Buffer.from('Promoção: a administra'), as('windows-1252', 'ção de Öl, Ærø\n')])
    expect(decodeText(Buffer.concat([utf8, bad, utf8]))).toBe(
      `${spanish}Promoção: a administração de Öl, Ærø\n${spanish}`,
    )
  })

  it('keeps the few lines of UTF-8 in a file of another encoding', () => {
    expect(
      decodeText(Buffer.concat([as('windows-1252').subarray(0), as('windows-1252'), as('windows-1252'), utf8])),
    ).toBe(spanish.repeat(4))
  })
})

describe('a line in an encoding of old programs', () => {
  it.each(['windows-1252', 'cp850', 'macintosh'])('is read among lines of UTF-8: %s', (encoding) => {
    const line = 'Mañana el señor Muñoz irá a León.\n'
    const { text, warnings } = decodeBytes(Buffer.concat([utf8, as(encoding, line), utf8]))
    expect(text).toBe(`${spanish}${line}${spanish}`)
    expect(warnings).toEqual([warning('other_encoding', { lines: 1, line: 2, encoding })])
  })

  it('is read alone, however short it is', () => {
    for (const encoding of ['windows-1252', 'cp850', 'macintosh']) {
      expect(decodeText(as(encoding, 'El señor Núñez vive en Cádiz.'))).toBe('El señor Núñez vive en Cádiz.')
    }
  })
})

describe('a short text in another script', () => {
  it.each([
    ['shift_jis', '契約書の金額は三百万円です。'],
    ['euc-jp', '契約書の金額は三百万円です。'],
    ['gb18030', '项目预算是三百万元，付款期限为下月底。'],
    ['big5', '合約金額為三百萬元，付款期限為下月底。'],
    ['euc-kr', '계약 금액은 삼백만 원이며 다음 달 말까지 지급해야 합니다.'],
    ['windows-1251', 'Стоимость триста рублей, срок до марта.'],
    ['windows-1255', 'סכום החוזה הוא שלוש מאות שקלים.'],
  ])('is read: %s', (encoding, text) => {
    expect(decodeText(as(encoding, text))).toBe(text)
  })
})

describe('a text in one encoding', () => {
  it.each([
    ['utf-8', spanish],
    ['windows-1252', spanish],
    ['iso-8859-15', spanish],
    ['macintosh', spanish.replace('€', '¤')],
    ['utf-16le', spanish],
    ['utf-16be', spanish],
  ])('is read: %s', (encoding, written) => {
    const long = Buffer.concat(Array.from({ length: 3 }, () => as(encoding, written)))
    expect(decodeText(long)).toBe(spanish.repeat(3))
  })

  it.each([
    ['windows-1250', 'A könyvtár hétfőtől péntekig nyitva. A díj ötven forint, a szűk terem zárva.\n'],
    ['windows-1250', 'Biblioteca este deschisă până vineri, în vacanţă şi în sărbători este închisă.\n'],
    ['windows-1252', 'As questões e opiniões põem-se de manhã; a água está à disposição no 3º andar.\n'],
    ['windows-1252', 'La fête coûte trente euros, où est la clôture ? Elle a été décidée dès août.\n'],
    ['windows-1252', 'El nº de cuenta y el 2º apellido de la señora están en la última página.\n'],
    ['windows-1252', 'Õpilane võtab tööd kaasa, raamatukogu on avatud esmaspäevast reedeni.\n'],
    ['windows-1252', 'Það er lokað á hátíðum, en lesstofan er opin. Þökk sé ykkur, þið öll.\n'],
  ])('is read by what its language has: %s, "%s"', (encoding, text) => {
    expect(decodeText(as(encoding, text))).toBe(text)
  })

  it.each([
    ['Chinese', '会议纪要\n项目预算为三百万元。负责人是王小明。\n'],
    ['Russian', 'Протокол собрания: бюджет проекта составляет три миллиона рублей.\n'],
    ['Korean', '관리 사무소는 평일 아홉 시에 문을 엽니다.\n주차 요금은 월 삼만 원입니다.\n'],
    ['Georgian', 'ოფისი იხსნება დილის ცხრა საათზე.\nსაფასური შეადგენს ოც ლარს.\n'],
    ['Armenian', 'Գրասենյակը բացվում է ժամը իննին։ Վճարը քսան դրամ է։\n'],
    ['Hebrew', 'המשרד נפתח בשעה תשע בבוקר. התשלום הוא עשרים שקלים.\n'],
    ['Persian', 'دفتر ساعت نه صبح باز می\u200cشود و هزینه بیست تومان است.\n'],
    ['Tamil', 'அலுவலகம் காலை ஒன்பது மணிக்குத் திறக்கும். கட்டணம் இருபது ரூபாய்.\n'],
    ['Thai', 'สำนักงานเปิดเวลาเก้าโมงเช้า ค่าธรรมเนียมยี่สิบบาท\n'],
    ['Khmer', 'ការិយាល័យបើកម៉ោងប្រាំបួនព្រឹក។ ថ្លៃសេវាម្ភៃរៀល។\n'],
    ['Amharic', 'ቢሮው ጠዋት ሦስት ሰዓት ላይ ይከፈታል። ክፍያው ሃያ ብር ነው።\n'],
    ['Japanese', '事務所は午前九時に開きます。コピーは一枚十円です。\n'],
    ['Greek', 'Το γραφείο ανοίγει στις εννέα το πρωί. Το τέλος είναι είκοσι ευρώ.\n'],
    ['Korean with English names', '서버는 Linux 위에서 실행됩니다. 백업은 Friday 저녁에 합니다.\n'],
    ['Russian beside Greek and Hebrew', 'Договор подписали Νίκος и דוד в пятницу, пятого марта.\n'],
  ])('is read in UTF-16 without a mark: %s', (_, text) => {
    expect(decodeText(as('utf-16le', text.repeat(5)))).toBe(text.repeat(5))
    expect(decodeText(as('utf-16be', text.repeat(5)))).toBe(text.repeat(5))
  })

  it('is not taken for UTF-16 because its bytes look like letters', () => {
    expect(decodeText(Buffer.from('abcdefgh ijkl mnop\n'.repeat(20)))).toBe('abcdefgh ijkl mnop\n'.repeat(20))
    expect(decodeText(as('windows-1251', 'Протокол собрания от пятого марта, город Москва.\n'.repeat(5)))).toContain(
      'Протокол',
    )
  })

  it.each([
    ['ISO-8859-1', 'windows-1252', 'l’année coûte 10 €'],
    ['latin1', 'windows-1252', '“Hasta aquí”, señaló…'],
    ['iso-8859-9', 'windows-1254', '“Şimdi” değil…'],
  ])('that declares %s is read as the Windows page of its letters, as browsers do', (declared, page, text) => {
    expect(decodeText(as(page, text), declared)).toBe(text)
  })

  it('believes what a file declares only where its bytes do not say otherwise', () => {
    expect(decodeText(utf8, 'iso-8859-1')).toBe(spanish)
    expect(decodeText(as('windows-1251', 'Цена'), 'windows-1251')).toBe('Цена')
    expect(decodeText(as('windows-1252'), 'utf-8')).toBe(spanish)
  })
})

it('is decoded in time proportional to its length, however often its encoding changes', async () => {
  const make = (count: number): Buffer =>
    Buffer.concat(Array.from({ length: count }, (_, at) => (at % 2 === 0 ? utf8 : as('windows-1252'))))
  expect(await growthOf(make, 2_000, async (bytes) => decodeBytes(bytes))).toBeLessThan(linearGrowth)
})

describe('bytes that are no text', () => {
  const random = seededRandom(11)
  const units = (count: number, from: number, to: number): Buffer =>
    Buffer.from(Uint16Array.from({ length: count }, () => from + Math.floor(random() * (to - from))).buffer)

  it.each([
    ['of all kinds', 0, 0x1_0000],
    ['among the letters of Korean and Chinese', 0x3400, 0xd7a4],
    ['among the letters of Korean', 0xac00, 0xd7a4],
    ['among the letters of Chinese', 0x4e00, 0xa000],
    ['among the letters of many alphabets', 0x0370, 0x1380],
    ['among the letters of one alphabet', 0x10d0, 0x10fb],
    ['among small numbers', 0, 0x2000],
  ])('are not taken for UTF-16: numbers of 16 bits %s', (_, from, to) => {
    for (const count of [20, 300, 4_000]) {
      const little = units(count, from, to)
      expect(utf16Shape(little, false)).toBeNull()
      expect(utf16Shape(Buffer.from(little).swap16(), false)).toBeNull()
    }
  })

  it('are not taken for UTF-16: a wave, single bytes, a text in letters of two bytes', () => {
    const wave = Int16Array.from({ length: 4_000 }, (_, at) => Math.round(9_000 * Math.sin(at / 40)))
    expect(utf16Shape(Buffer.from(wave.buffer), false)).toBeNull()
    const bytes = Buffer.from(Array.from({ length: 6_000 }, () => Math.floor(random() * 256)))
    expect(utf16Shape(bytes, false)).toBeNull()
    for (const encoding of ['euc-kr', 'gb18030', 'big5', 'shift_jis', 'koi8-r', 'windows-1255']) {
      const text = '관리 사무소는 평일에 엽니다。项目预算。事務所は開きます。Договор подписали. המשרד נפתח.\n'
      expect(utf16Shape(as(encoding, text.repeat(9)), false)).toBeNull()
    }
  })
})

describe('a text that became UTF-8 twice', () => {
  it.each(['latin1', 'windows-1252'])('is taken back line by line: read as %s between', (between) => {
    const once = iconv.decode(Buffer.from('Año: Cádiz, 30 € «sí»\n'), between)
    expect(decodeText(Buffer.from(`${once}Ñora, Ávila\n`))).toBe('Año: Cádiz, 30 € «sí»\nÑora, Ávila\n')
  })

  it.each(['MÃE É»', 'CAFÉ»', 'Ã± y é', 'Île “CAFÉ”', '5 Å”'])('is not seen in what people write: %s', (text) => {
    expect(decodeText(Buffer.from(text))).toBe(text)
  })
})
