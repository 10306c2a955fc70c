import { expect, test } from 'vitest'
import { fold } from '../../../../domain/text/fold.ts'
import { onlyAsking, saidByForm } from './said-by-form.ts'

test.each([
  ['a que correo escribo', 'correo', 'ventas@shop.example'],
  ['to which e-mail address do entries go', 'mail', 'clerk@hillmart.example'],
  ['to which e-mail address do entries go', 'address', 'clerk@hillmart.example'],
  ['cuando abre el despacho', 'abre', 'martes de 18 a 19'],
  ['cual es la extension de farmacia', 'extension', 'farmacia | 2188'],
  ['a que numero llamo', 'llamo', '900 114 230'],
  ['cual es el iban', 'iban', 'Pago por transferencia a ES66 2100 0418 4012 3456 7891.'],
  ['a nombre de quien esta la linea', 'nombre', 'Titular: Imanol Zabala'],
  ['cif de otero', 'cif', 'Otero, S.L. · B-36114552'],
  ['dni de ana', 'dni', 'Ana Ruiz, 28.765.432-K'],
  ['que dia cobran', 'dia', '05/06/2025'],
  ['hasta que hora se come', 'hora', 'de 13:00 a 16:00'],
  ['cuanto cuesta el menu', 'cuesta', '14,50 €'],
  ['cuanto sale el menu', 'sale', '14,50 €'],
  ['what is the maximum group', 'maximum', 'groups of up to 40 people'],
  ['cual es el minimo de alumnos', 'minimo', 'al menos seis alumnos'],
  ['how long does it take', 'long', '45 s'],
  ['how heavy is it', 'heavy', '4.6 kg'],
  ['cuando empiezan las obras', 'empiezan', 'del 10/03 al 28/03'],
  ['when does the season end', 'end', 'from 14 june to 7 september'],
  ['cuando terminan las fiestas', 'terminan', 'entre el 4 y el 9 de agosto'],
  ['what is the response time', 'time', 'within five days'],
  ['cual es el tiempo de espera', 'tiempo', '20 minutos'],
  ['what is the number of the offer', 'number', 'offer no. 31-0884'],
  ['que numero tiene la poliza', 'numero', 'Póliza nº 7712'],
  ['que numero tiene la poliza', 'numero', 'Póliza n.º 7712'],
  ['what is the number of the invoice', 'number', 'Invoice no. | 2025-0318'],
  ['what is the number of the invoice', 'number', 'Invoice No: INV/2025'],
  ['numero de la factura', 'numero', 'Nº de factura: F-22/118'],
  ['numero de la factura', 'numero', 'Factura núm. | 118'],
  ['a que temperatura se guarda', 'temperatura', 'a 4 ºC'],
  ['how long do the works last', 'last', 'from 10/03 to 28/03'],
])('"%s": the word "%s" is said by "%s"', (question, word, text) => {
  expect(saidByForm(question).get(word)?.test(fold(text))).toBe(true)
})

test('what is denied is no number of anything', () => {
  const number = saidByForm('numero de la factura').get('numero')
  expect(['No, 24 de mayo', 'No. Abrimos a las 9'].filter((text) => number?.test(fold(text)))).toEqual([])
})

test('words that name no form are said by themselves only', () => {
  expect(saidByForm('cada cuanto sale el barco').size).toBe(0)
  expect(saidByForm('que coche es').size).toBe(0)
  expect(saidByForm('un dia de descanso').size).toBe(0)
})

test('words that only ask are no words of the question', () => {
  expect(onlyAsking('como se llama la empresa').has('llama')).toBe(true)
  expect(onlyAsking('quien llama a la puerta').size).toBe(0)
  expect(onlyAsking('what is the number of the delivery note').has('number')).toBe(true)
  expect(onlyAsking('number of members').size).toBe(0)
  expect(onlyAsking('total con iva').has('iva')).toBe(true)
  expect(onlyAsking('cuanto es el iva').size).toBe(0)
})

test('"hasta cuándo vale" asks for no amount', () => {
  expect(saidByForm('hasta cuando vale el abono').has('vale')).toBe(false)
  expect(saidByForm('cuanto vale el abono').has('vale')).toBe(true)
})
