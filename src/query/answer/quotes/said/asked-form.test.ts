import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import { formAsked, hasForm } from './asked-form.ts'

test.each([
  ['cual es el iban de maderas lopez', 'telefono: 974 30 21 10', false],
  ['cual es el iban de maderas lopez', 'es76 0182 3344 5500 1122 7788', true],
  ['cual es el iban de maderas lopez', 'account: 4471 0926', false],
  ['numero de cuenta para la transferencia', 'account: 4471 0926', true],
  ['what is the account number', 'sort code 20-45-12 | account no. | 30817745', true],
  ['what is the account number', 'accounts more than 30 days overdue are charged 8 per cent', false],
  ['numero de cuenta', 'factura tn25-0091882 de mayo', false],
  ['numero de cuenta', 'no93 8601 1117 947', true],
  ['account number', 'gb29 nwbk 6016 1331 9268 19', true],
  ['telefono de averias', 'tarifa: 0,142 €/kwh', false],
  ['telefono de averias', 'llame al 900 55 66 77.', true],
  ['nif del emisor', 'total: 381,15 €', false],
  ['nif del emisor', 'nif: j73210045', true],
  ['what is the vat number', 'vat no.: gb123456789', true],
  ['what is the vat number', 'company no.: 123', false],
  ['what is the vat number', '4 canal row, leeds ls1 4ab · vat gb 287 6541 09', true],
  ['what is the vat number', 'vat 20 % | 198.00', false],
  ['dni de la inquilina', 'con dni 28.765.432-k y domicilio en lugo', true],
  ['cif de la empresa', 'cif b-21.004.455', true],
  ['cif de la empresa', 'sociedad limitada, b 21004455', true],
  ['cif de la empresa', 'capital de 12.500.000 y sede en lugo', false],
  ['nif del emisor', 'llame al 900 55 66 77', false],
  ['telefono de la carpinteria', 'pago por transferencia a es66 2100 0418 4012 3456 7891.', false],
  ['telefono de la carpinteria', 'pago a es6621000418401234567891', false],
  ['telefono de la carpinteria', 'otero · tel. (0034) 986-11-22-33', true],
  ['telefono de la carpinteria', 'tel.986112233', true],
  ['telefono de la carpinteria', 'total | 12 250 000 €', false],
  ['what is the email address', 'write to us.', false],
  ['what is the email address', 'help@shop.example', true],
  ['a que correo escribo', 'contacto: ventas@shop.example', true],
  ['pagina web', 'abierto de 9 a 14', false],
  ['how heavy is it', 'cable length | 1.9 m', false],
  ['how heavy is it', 'net weight | 4.6 kg', true],
  ['how tall is the lamp', 'dimensions | 32 x 28 x 155', true],
  ['how tall can the shed be', 'sheds may not exceed six square metres or 2.2 metres in height', true],
  ['temperatura del horno', 'hornee a 175 °c', true],
  ['oven temperature', 'serves 6. preparation 35 minutes, oven 40 minutes.', false],
  ['oven temperature', 'bake at 190 °c until golden.', true],
  ['what number do i dial for physio', 'dial 9 first for an outside line.', false],
  ['how loud is it', 'mains | 220-240 v', false],
  ['cuantos litros trae el envase', 'guardar entre 5 y 35 °c, en el envase original.', false],
  ['cuantos litros trae el envase', 'bidon de 25 l', true],
  ['how many kilometres are included', 'the first 200 km a day are free.', true],
  ['how many kilometres are included', 'the deposit is £200.', false],
  ['what does 40-1605 weigh', '40-1605 | gearbox | 146.00', false],
  ['cuantos dias de vacaciones tengo', 'la nomina se ingresa el penultimo dia habil de cada mes.', false],
  ['cuantos dias de vacaciones tengo', 'dias de vacaciones: 23', true],
  ['cuantos dias de vacaciones tengo', 'disfrutara de veintitres dias laborables al ano.', true],
  ['how many working days does it take', 'a repair takes about two weeks.', true],
])('whoever asks "%s" is given it by "%s": %s', (question, text, expected) => {
  const asked = formAsked(question)
  expect(asked !== null && hasForm(asked, text, '')).toBe(expected)
})

test('a heading says what the numbers under it are', () => {
  const asked = formAsked('telefono de informatica')
  expect(asked !== null && hasForm(asked, 'informatica: 222', 'telefonos')).toBe(true)
})

test.each([
  ['how many kilos does it weigh', 'model b | 12', 'model | weight (kg)', true],
  ['how many kilos does it weigh', 'model b | 12', 'model | price', false],
  ['what number do i dial for physio', 'physio | 152', 'room | ext.', true],
  [
    'cuantos dias de vacaciones tiene el empleado 142',
    'empleado 142 | almacen | 23',
    'nombre | puesto | vacaciones',
    true,
  ],
  ['cuantos dias hay por mudanza', 'mudanza | 1', 'permiso | dias', true],
])('"%s": a column says what "%s" under "%s" is: %s', (question, text, head, expected) => {
  const asked = formAsked(question)
  expect(asked !== null && hasForm(asked, text, head)).toBe(expected)
})

test('most questions name nothing with a form of its own', () => {
  expect(formAsked('cuanto cuesta la pintura')).toBeNull()
})

test.each(['1.', '1-', '1', '(1', '1 '])('a text full of %j takes time in proportion to its length', async (sign) => {
  const asked = formAsked('telefono de averias')
  const make = (size: number) => `${sign.repeat(size / sign.length)}1€`
  expect(await growthOf(make, 500, (text) => asked !== null && hasForm(asked, text, ''))).toBeLessThan(linearGrowth)
})

test.each(['a-', 'a', 'www', 'a.'])(
  'a text full of %j is looked through for an address in proportion to its length',
  async (part) => {
    const asked = formAsked('cual es la pagina web')
    const make = (size: number) => part.repeat(size / part.length)
    expect(await growthOf(make, 4_000, (text) => asked !== null && hasForm(asked, text, ''))).toBeLessThan(linearGrowth)
  },
)
