import { expect, it } from 'vitest'
import { fold } from '../../../../domain/text/fold.ts'
import {
  articleAsked,
  articleNumber,
  asksForItem,
  decimalNumber,
  itemNumber,
  itemOrdinal,
  labelOrdinal,
  nameDifferentParts,
  asksOnlyForPart,
} from './article-number.ts'

it.each([
  ['que dice el articulo 14.2', '14.2'],
  ['de que trata la clausula decimocuarta', '14'],
  ['y la clausula decima tercera del contrato?', '13'],
  ['what is in section seven or in the seventh section', '7'],
  ['what is in section seven', '7'],
  ['section two', '2'],
  ['que dice el articulo numero 5', '5'],
  ['what does clause no. 5 say', '5'],
  ['what does clause number 5 say', '5'],
  ['que dice el anexo ii?', '2'],
  ['which article i need', null],
  ['what does rule 5 say', '5'],
  ['apartado c', null],
  ['que dice la tercera clausula', '3'],
  ['la decima segunda base', '12'],
  ['the second paragraph of that article', null],
  ['what does paragraph 4.1 state', '4.1'],
  ['paragraph 4', null],
  ['segunda?', '2'],
  ['segunda mano', null],
  ['el punto de venta y la regla cuarta', '4'],
  ['what does point 3 say', '3'],
  ['the third point of the agreement', '3'],
  ['el tercer punto del acuerdo', '3'],
  ['¿Qué dice el art.5?', '5'],
  ['what is in art 5', '5'],
  ['las cláusulas 5 y 6', '5'],
  ['what do clauses 5 and 6 say', '5'],
  ['los arts. 5 y 6', '5'],
  ['estipulaciones 5 y 6', '5'],
  ['where is assembly point 3', null],
  ['who is the first point of contact', null],
  ['¿Cuál es el segundo punto de recogida?', null],
  ['the first rules of the club', null],
  ['when is the first art class', null],
  ['el artículo 5º?', '5'],
  ['el artículo 5.º de la ley', '5'],
  ['¿Qué dice la cláusula 5ª?', '5'],
  ['la cláusula n.º 5', '5'],
  ['el artículo número 5', '5'],
  ['rule number 5', '5'],
  ['la 3.ª cláusula', '3'],
  ['the 3rd clause', '3'],
  ['what does section 5A say', null],
  ['el apartado 5a', null],
])('"%s" asks for %s', (question, number) => {
  expect(articleAsked(fold(question))).toBe(number)
})

it.each([
  ['articulo 5. cuotas', '5'],
  ['decimocuarta.- fuero', '14'],
  ['clausula decimo tercera: plazo', '13'],
  ['unica.- vigencia', '1'],
  ['annex ii emergency wash stations', '2'],
  ['section three', '3'],
  ['rule 5. a plot left untidy', '5'],
  ['two plots', null],
  ['5a planta', null],
  ['Artículo 5º.- Cuotas', '5'],
  ['Cláusula 5.ª Precio', '5'],
  ['Art.5 Cuotas', '5'],
  ['Point 3. Fees', '3'],
  ['Rules 1 to 5', null],
  ['Artículo 5.Cuotas', '5'],
  ['Section 5A. Fees', null],
  ['5.º Cuotas', '5'],
  ['la clausula quinta', null],
])('"%s" has the number %s', (heading, number) => {
  expect(articleNumber(fold(heading))).toBe(number)
})

it.each([
  ['2.ª Precio. Son mil euros.', '2'],
  ['12ª.- Fuero', '12'],
  ['2. Precio', null],
  ['2.º dos copias', null],
])('the item "%s" has the ordinal %s', (item, number) => {
  expect(itemOrdinal(item)).toBe(number)
})

it.each([
  ['4.2 Late payers are charged.', '4.2'],
  ['4.2.1. Alcance', '4.2.1'],
  ['4 Payment', null],
  ['4.2 % de interés', null],
])('"%s" begins with the number of several parts %s', (text, number) => {
  expect(decimalNumber(text)).toBe(number)
})

it.each([
  ['what does annex 3 say', 'section 3', true],
  ['what does section 3 say', 'apartado 3', false],
  ['que dice el articulo 5', '5. cuotas', false],
  ['what do clauses 3 and 4 say', 'section 3', true],
  ['what do clauses 3 and 4 say', 'clause 3', false],
  ['la clausula tercera', 'articulo 3', true],
])('"%s" asks for another part than "%s": %s', (question, heading, differ) => {
  expect(nameDifferentParts(question, heading)).toBe(differ)
})

it.each([
  ['what does section 4 say?', true],
  ['¿que dice el articulo 5?', true],
  ['clausula 2', true],
  ['la clausula segunda', true],
  ['section three', true],
  ['¿que dice la clausula 5a?', true],
  ['what does the 3rd clause say?', true],
  ['articulo numero 5', true],
  ['does section 4 forbid dogs?', false],
  ['¿que plazo fija el articulo 5?', false],
  ['what does the contract say?', false],
])('"%s" asks for a part and nothing else: %s', (question, expected) => {
  expect(asksOnlyForPart(question)).toBe(expected)
})

it.each([
  ['3. Ascensor. Se pide un segundo presupuesto.', '3'],
  ['3) Ascensor', '3'],
  ['3.- Ascensor. Se pide un segundo presupuesto.', '3'],
  ['3.º- Ascensor', '3'],
  ['3º.- Ascensor', '3'],
  ['3º Ascensor', '3'],
  ['3 – Lift', '3'],
  ['12.-Ruegos y preguntas', '12'],
  ['3-4 personas', null],
  ['3 – 4 personas', null],
  ['3.5 metros', null],
  ['30 personas', null],
])('the number of the item "%s" is %s', (text, expected) => {
  expect(itemNumber(text)).toBe(expected)
})

it.each([
  ['que dice el punto 3', true],
  ['punto tercero', true],
  ['the third point', true],
  ['what does rule five say', true],
  ['el punto de venta de la clausula 3', false],
  ['the point of article 3', false],
  ['que dice el articulo 3 del reglamento', false],
  ['articulo 3 de la normativa', false],
  ['que cubre normalmente la clausula 3', false],
  ['the rules of article 3', false],
  ['tercer punto del orden del dia', true],
])('"%s" asks for an item of a list: %s', (question, expected) => {
  expect(asksForItem(question)).toBe(expected)
})

it.each([
  'que se dice en el punto 4',
  'que se acordo en el punto 4',
  'what did they decide in point 4',
  'what was agreed in point four',
])('"%s" asks for a part and nothing else', (question) => {
  expect(asksOnlyForPart(question)).toBe(true)
})

it.each([
  ['SÉPTIMA: Las mejoras quedan para el inmueble.', '7'],
  ['Décima tercera.- Plazo', '13'],
  ['Third: The fee is paid in advance.', '3'],
  ['Primera planta: oficinas', null],
  ['Segunda mano', null],
])('"%s" is a clause that is called by its ordinal: %s', (text, expected) => {
  expect(labelOrdinal(text)).toBe(expected)
})
