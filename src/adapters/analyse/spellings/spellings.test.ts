import { describe, expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { createAnalyser } from '../analyser.ts'
import { romanNumber } from '../../../domain/text/roman-number.ts'

const analyser = createAnalyser()

/** Terms that a question and a text have in common. */
function shared(question: string, text: string): string[] {
  const terms = new Set(analyser.analyseText(text))
  return analyser.analyseQuestion(question).filter((term) => terms.has(term))
}

describe('spellings', () => {
  test.each([
    ['1250000', 'El presupuesto es de 1.250.000 €.', '1250000'],
    ['1,250,000', 'El presupuesto es de 1.250.000 €.', '1250000'],
    ['1 250 000 €', 'un total de 1250000 euros', '1250000'],
    ['10.000', 'diez mil son 10 000', '10000'],
    ['72.45', 'Compra en el supermercado: -72,45', '72d45'],
    ['1250.5', 'son 1.250,50 € al año', '1250d5'],
    ['iso27001', 'certificada según ISO 27001 desde 2019', '27001'],
    ['ISO-27001', 'certificada según iso27001', 'iso27001'],
    ['A1234X', 'La pieza A-1234-X se sustituye', 'a1234x'],
    ['a.1234/x', 'La pieza A-1234-X se sustituye', 'a1234x'],
    ['F2024/0091', 'Factura nº F-2024/0091', 'f20240091'],
    ['20km/h', 'La velocidad máxima es de 20 km/h.', 'km'],
    ['20 km/h', 'La velocidad máxima es de 20km/h.', '20'],
    ['ES91 2100 0418 4502 0005 1332', 'IBAN: ES9121000418450200051332.', 'es9121000418450200051332'],
    ['965 11 22 33', 'Teléfono: 965112233', '965112233'],
    ['965112233', 'Tel. +34 965.11.22.33', '965112233'],
    ['004567891', 'Registro 00.456.789/1 de la oficina', '004567891'],
    ['00.456.789/1', 'Registro 004567891', '004567891'],
    ['00456789', 'Registro 00.456.789/1', '00456789'],
    ['20210077', 'Expediente 2021/0077', '20210077'],
    ['965112233', 'Tel. 965 11 22 33/44', '965112233'],
    ['15 de marzo de 2024', 'La oferta caduca el 15/03/2024.', '20240315'],
    ['March 15th, 2024', 'La oferta caduca el 15-03-2024.', '20240315'],
    ['15.3.24', 'El plazo acaba el quince, 2024-03-15.', '20240315'],
    ['03/15/2024', 'the 15th of March 2024', '20240315'],
    ['¿Qué pasa el 15 de marzo?', 'La oferta caduca el 15/03/2024.', 'dm0315'],
    ['¿Qué vence en abril?', 'Vencimiento: 13/04/2025', 'abril'],
    ['artículo 5', 'Art. 5.º La cuota anual es de treinta euros.', 'art5'],
    ['artículo quinto', 'Artículo 5. La cuota', 'art5'],
    ['art. 14.2', 'según el artículo 14.2 del convenio', 'art14x2'],
    ['capítulo 4', 'CAPÍTULO IV. Obligaciones', 'cap4'],
    ['cláusula segunda', 'SEGUNDA.- Renta. La renta es de 800 euros.', 'ord2'],
    ['cláusula 2', 'SEGUNDA.- Renta. La renta es de 800 euros.', 'ord2'],
    ['cláusula segunda', 'SEGUNDA.- Renta. La renta es de 800 euros.', 'clau2'],
    ['cláusula', 'SEGUNDA.- Renta. La renta es de 800 euros.', 'clausul'],
    ['2.ª cláusula', 'Cláusula segunda: renta', 'clau2'],
    ['número de factura', 'Factura nº F-2024/0091', 'numer'],
    ['factura núm. 7', 'Número de factura: 7', 'numer'],
    ['¿Cuántos euros?', 'Total: 85 €', 'eur'],
    ['teléfono', 'Tfno.: 965112233', 'telefon'],
    ['kilómetros', 'a 20 km de la sede', 'km'],
    ['número de serie', 'S/N: TK-88210', 'seri'],
    ['serial number', 'S/N TK-88210', 'serial'],
    ['part number', 'P/N: 4471-2', 'part'],
    ['¿Cuál es su móvil?', 'Karen Doyle\nM: 07700 900312', 'movil'],
    ['What is her email?', 'Karen Doyle\nE: karen@example.org', 'email'],
    ['nif', 'N.I.F.: B96554120', 'nif'],
    ['N.I.F.', 'NIF B96554120', 'nif'],
    ['departamento de recursos humanos', 'RR. HH.: planta 2', 'human'],
    ['precio', 'P.V.P. 3,20', 'preci'],
    ['código postal', 'C.P.: 46023', 'postal'],
    ['postcode', 'CP 46023 Valencia', 'postcod'],
    ['tr 55 d', 'TR/55-D | Correa dentada', 'tr55d'],
    ['When does it run out?', 'the certificate expires in May', 'expir'],
    ['How do I get my money back?', 'The refund takes a week.', 'refund'],
    ['copias de seguridad', 'Nightly backups are kept.', 'backup'],
    ['the under-14s', 'Under-14 team', 'under14'],
  ])('lets "%s" meet "%s"', (question, text, term) => {
    expect(shared(question, text)).toContain(term)
  })

  test.each([
    ['artículo 5', 'La junta tiene cinco miembros.'],
    ['1250000', 'El presupuesto es de 1.250.001 €.'],
    ['15 de marzo de 2024', 'La oferta caduca el 15/04/2024.'],
    ['A1234X', 'La pieza A-1235-X se sustituye'],
    ['cláusula segunda', 'TERCERA.- Duración.'],
    ['número de serie', 'Calle Mayor s/n, 30001 Murcia'],
    ['código postal 46023', 'C.P. Miguel Hernández'],
    ['tr 55 d', 'TR/55-B | Correa trapezoidal'],
  ])('keeps "%s" apart from "%s"', (question, text) => {
    expect(shared(question, text).filter((term) => /\d{5}|[a-z]\d/.test(term))).toEqual([])
  })

  test('takes a date for no other number', () => {
    const long = (text: string) => analyser.analyseText(text).filter((term) => /^\d{7,}$/.test(term))
    expect(['15/03/2024', '2024/03/15'].map(long)).toEqual([['20240315'], ['20240315']])
  })

  test('leaves a text without numbers as it was', () => {
    expect(analyser.analyseText('La empresa paga la renta')).toEqual(['empres', 'pag', 'rent'])
  })

  test('reads Roman numbers and takes no other letters for one', () => {
    expect(['i', 'iv', 'ix', 'xiv', 'xl', 'xcix'].map(romanNumber)).toEqual([1, 4, 9, 14, 40, 99])
    expect(['', 'mi', 'vi e', 'iiii', 'vx', 'sede'].map(romanNumber)).toEqual(Array(6).fill(null))
  })

  test.each([
    ['grouped digits', '123.'],
    ['dates', '15/03/2024 '],
    ['numbers after slashes', '1234567/'],
    ['digits one by one', '1 '],
    ['letters and digits in turn', 'a1-'],
    ['numbered parts', 'art. 5 '],
    ['number signs', 'n º'],
    ['month names', 'de marzo '],
  ])('takes time in proportion to the length of hostile text: %s', async (_, piece) => {
    const make = (size: number): string => piece.repeat(Math.ceil(size / piece.length))
    expect(await growthOf(make, 15_000, (text) => analyser.analyseText(text))).toBeLessThan(linearGrowth)
  })
})
