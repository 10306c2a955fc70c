import { describe, expect, it } from 'vitest'
import { indexedText } from './chunk.ts'

describe('indexedText', () => {
  it('puts the heading path before the text', () => {
    expect(indexedText({ headingPath: ['Contrato', 'Precio'], text: 'Son 100 €.' })).toBe(
      'Contrato > Precio\nSon 100 €.',
    )
  })

  it('is the text alone without headings', () => {
    expect(indexedText({ headingPath: [], text: 'Son 100 €.' })).toBe('Son 100 €.')
  })

  it('does not repeat headings that the text begins with', () => {
    const headingPath = ['Contrato', 'Precio']
    expect(indexedText({ headingPath, text: 'Precio\nSon 100 €.' })).toBe('Contrato\nPrecio\nSon 100 €.')
    expect(indexedText({ headingPath, text: 'Contrato\n\nPrecio\nSon 100 €.' })).toBe('Contrato\n\nPrecio\nSon 100 €.')
  })

  it('keeps a path of which the text begins with an outer part only', () => {
    expect(indexedText({ headingPath: ['Contrato', 'Precio'], text: 'Contrato es esto.' })).toBe(
      'Contrato > Precio\nContrato es esto.',
    )
  })
})
