import { describe, expect, it } from 'vitest'
import { indexedText } from './chunk.ts'

const plain = (text: string) => ({ text, start: 0, tables: [] })

describe('indexedText', () => {
  it('puts the heading path before the text', () => {
    expect(indexedText({ headingPath: ['Contrato', 'Precio'], ...plain('Son 100 €.') })).toBe(
      'Contrato > Precio\nSon 100 €.',
    )
  })

  it('is the text alone without headings', () => {
    expect(indexedText({ headingPath: [], ...plain('Son 100 €.') })).toBe('Son 100 €.')
  })

  it('does not repeat headings that the text begins with', () => {
    const headingPath = ['Contrato', 'Precio']
    expect(indexedText({ headingPath, ...plain('Precio\nSon 100 €.') })).toBe('Contrato\nPrecio\nSon 100 €.')
    expect(indexedText({ headingPath, ...plain('Contrato\n\nPrecio\nSon 100 €.') })).toBe(
      'Contrato\n\nPrecio\nSon 100 €.',
    )
  })

  it('keeps a path of which the text begins with an outer part only', () => {
    expect(indexedText({ headingPath: ['Contrato', 'Precio'], ...plain('Contrato es esto.') })).toBe(
      'Contrato > Precio\nContrato es esto.',
    )
  })

  it('says the names of the columns where a table goes on from the chunk before, and not where it begins', () => {
    const table = { start: 10, end: 90, heads: ['Empleado', '', 'Vacaciones'] }
    const row = { headingPath: ['Plantilla'], text: 'Empleado 142 | 1994 | 27', tables: [table] }
    expect(indexedText({ ...row, start: 40 })).toBe('Plantilla\nEmpleado |  | Vacaciones\nEmpleado 142 | 1994 | 27')
    expect(indexedText({ ...row, start: 10 })).toBe('Plantilla\nEmpleado 142 | 1994 | 27')
  })
})
