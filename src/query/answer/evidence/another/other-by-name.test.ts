import { expect, test } from 'vitest'
import { isOtherByName } from './other-by-name.ts'

test.each([
  ['aforo de la sala amarilla', 'Sala | Aforo', ['amarilla'], true],
  ['plazas de la clase amarilla', 'Clases | Plazas', ['amarilla'], true],
  ['cuánto cuesta por mes en el plan oro', 'Plan | Precio', ['oro'], true],
  ['how many people fit in the yellow room', 'Room | Seats', ['yellow'], true],
  ['precio del curso de alemán', 'Curso | Precio', ['aleman'], false],
  ['aforo de la sala amarilla', 'Sala | Aforo', [], false],
  ['aforo de la sala grande', 'Sala | Aforo', ['grande'], false],
  ['qué sala admite perros', 'Sala | Aforo', ['admite', 'perros'], false],
  ['the quietest room', 'Room | Seats', ['quietest'], false],
  ['where is the nearest shop', 'Shop | Address', ['nearest'], false],
  ['precio de la habitación doble', 'Habitación | Precio', ['doble'], false],
  ['aforo de la sala amarilla', 'Edificio | Sala | Aforo', ['amarilla'], false],
  ['en la sala caben cuántas personas', 'Sala | Aforo', ['caben'], false],
  ['en la pista juegan menores', 'Pista | Precio', ['juegan'], false],
  ['precio de la sala amarilla por horas', 'Sala | Precio', ['amarilla'], true],
  ['en la sala amarilla, ¿cuántos caben?', 'Sala | Aforo', ['amarilla'], true],
])('"%s" asks of one that a table of "%s" has not, where nothing has %j: %s', (question, head, unsaid, expected) => {
  expect(isOtherByName(question, head, unsaid)).toBe(expected)
})
