import { expect, test } from 'vitest'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import { isSaidByColumn } from './said-by-column.ts'

const row = (head: string, text: string) =>
  ({ kind: 'row', text, lead: { text: head } }) as unknown as Unit<RankedPassage>

test.each([
  [' | Mon | Tue | Wed', 'Dev | off | 11-19 | 12–20', true],
  ['Nombre | Lunes | Martes', 'Ana | 7-15 | libre', true],
  ['Empleado | Turno', 'Ana | 22 a 6', true],
  ['Name | Shift', 'Ana | 7.30-15', true],
  [' | Mon | Tue | Wed', 'Dev | off | off | off', false],
  ['Grupo | Edades | Aula', 'A | 7-15 | 3', false],
  ['Nombre | Lunes', 'Ana | 30-45', false],
])('under "%s" the row "%s" has hours: %s', (head, text, expected) => {
  expect(isSaidByColumn('time', row(head, text), fold(text), new Set())).toBe(expected)
})
