import { expect, test } from 'vitest'
import { lacksCode, lacksCounted, lacksEvent, lacksHead } from './unsaid-heads.ts'

test.each([
  ['hay algún restaurante en la isla', 'restaurante'],
  ['hay restaurante en la isla', 'restaurante'],
  ['hay autobús hasta la ermita', 'autobus'],
  ['hay tren a Zaragoza', 'tren'],
  ['is there a bus to the airport', 'bus'],
  ['Is the toilet at Skelby open?', 'toilet'],
  ['is the pool heated', 'pool'],
  ['¿Está abierta la cafetería?', 'cafeteria'],
  ['is there a swimming pool near the hotel', 'pool'],
  ['¿Hay piscina?', 'piscina'],
  ['Is there parking at the gym?', 'parking'],
  ['Do you have parking at the gym?', 'parking'],
  ['Do you have a heated pool at the hotel?', 'pool'],
  ['Does the club offer lessons in the evening?', 'lessons'],
  ['Do you offer lessons in English?', 'english'],
  ['Does it cover damage by flood?', 'flood'],
  ['¿Aceptan tarjetas en el bar?', 'tarjetas'],
  ['¿Aceptan pagos en efectivo?', 'efectivo'],
  ['¿Tienen plaza de garaje en el edificio?', 'garaje'],
  ['número de serie de la enfriadora', 'serie'],
  ['n.º de serie de la enfriadora', 'serie'],
  ['¿Cuál es el nº de socio?', 'socio'],
  ['what is the serial number of the boiler', 'serial'],
  ['¿Quién es el presidente?', 'presidente'],
  ['¿Quién es la nueva presidenta?', 'presidenta'],
  ['¿Cuál es el próximo partido?', 'partido'],
])('"%s" has no answer where nothing says "%s"', (question, head) => {
  expect(lacksHead(question, [head])).toBe(true)
  expect(lacksHead(question, [])).toBe(false)
})

test.each([
  ['número de teléfono de la oficina', 'telefono'],
  ['hay que pagar en la entrada', 'pagar'],
  ['Is the toilet at Skelby open?', 'skelby'],
  ['hay autobús hasta la ermita', 'ermita'],
  ['hay autobús el domingo', 'autobus'],
  ['Is there parking at the gym?', 'gym'],
  ['Do you have parking at the gym?', 'gym'],
  ['Do you have a gym on site?', 'site'],
  ['Do you sell bread in the village?', 'village'],
  ['¿Aceptan tarjetas en el bar?', 'bar'],
  ['¿Incluye desayuno en la habitación?', 'habitacion'],
  ['¿Cubre el seguro en el extranjero?', 'seguro'],
  ['admiten neumáticos viejos', 'viejos'],
  ['¿Qué empresa lleva el mantenimiento?', 'empresa'],
  ['¿Quién es la nueva presidenta?', 'nueva'],
  ['¿Cuál es la última parada?', 'ultima'],
])('"%s" may be answered without the word "%s"', (question, head) => {
  expect(lacksHead(question, [head])).toBe(false)
})

test('what is counted must be said', () => {
  expect(lacksCounted('¿Cuántos socios hay?', ['socios'])).toBe(true)
  expect(lacksCounted('¿Cuántos días hay?', ['dias'])).toBe(false)
})

test.each([
  ['¿Cuántos kilómetros tiene la ruta?', 'kilometros'],
  ['¿Cuántas millas tiene la ruta?', 'millas'],
  ['¿Cuántas hectáreas tiene la finca?', 'hectareas'],
  ['¿Cuántos grados hace?', 'grados'],
  ['How many miles is the walk?', 'miles'],
  ['How many kilometres is the walk?', 'kilometres'],
  ['How many inches is the screen?', 'inches'],
  ['How many grams of salt?', 'grams'],
  ['How many dollars is it?', 'dollars'],
])('a unit need not be said: "%s"', (question, unit) => {
  expect(lacksCounted(question, [unit])).toBe(false)
})

test('a code that is asked for alone must be said, in capitals too', () => {
  expect(lacksCode('TCLU4490217', ['tclu4490217'])).toBe(true)
  expect(lacksCode('TCLU4490217', [])).toBe(false)
  expect(lacksCode('TARIFAS', ['tarifas'])).toBe(false)
})

test('a code of several parts must be said whole, whatever stands beside it', () => {
  expect(lacksCode('rodamiento 6305-2RS1', ['6305'])).toBe(true)
  expect(lacksCode('rodamiento 6305-2RS1', ['rodamiento'])).toBe(false)
  expect(lacksCode('abierto 10-14', ['10'])).toBe(false)
})

test.each([
  ['a qué hora es aquagym', 'aquagym'],
  ['¿En qué aula está química?', 'quimica'],
  ['a qué hora es la llegada', 'llegada'],
  ['¿Cuándo es la clase de aquagym?', 'aquagym'],
  ['a qué hora pasa por el aeropuerto', 'aeropuerto'],
  ['when is the pottery class?', 'pottery'],
  ['what time is PE', 'pe'],
])('"%s" is answered by no table that lacks "%s"', (question, word) => {
  expect(lacksEvent(question, [word])).toBe(true)
  expect(lacksEvent(question, [])).toBe(false)
})

test.each([
  ['¿Hasta cuándo está pagado el dominio?', 'pagado'],
  ['a qué hora es bueno llegar', 'bueno'],
  ['cuando hay que pagar', 'que'],
  ['cuando es necesaria la firma', 'necesaria'],
  ['¿Hasta cuándo está pagado?', 'pagado'],
  ['la sala cuándo está libre', 'libre'],
  ['cuándo es obligatorio', 'obligatorio'],
  ['when is breakfast served', 'breakfast'],
])('"%s" may be answered by a table without "%s"', (question, word) => {
  expect(lacksEvent(question, [word])).toBe(false)
})
