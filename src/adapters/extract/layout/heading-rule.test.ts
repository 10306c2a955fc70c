import { describe, expect, it } from 'vitest'
import { headingLevel, isBareHeading, opensTitle } from './heading-rule.ts'

describe('headings by their words', () => {
  it.each([
    ['Artículo 12', 5],
    ['Artículo 12. Derecho de reunión', 5],
    ['Artículo 1. Objeto.', 5],
    ['Artículo 3 bis. Ámbito', 5],
    ['Art. 7.- Plazos', 5],
    ['ARTÍCULO PRIMERO', 5],
    ['TÍTULO II', 2],
    ['TÍTULO PRELIMINAR', null],
    ['Título I. De los derechos', 2],
    ['CAPÍTULO TERCERO', 3],
    ['Capítulo IV Disposiciones generales', 3],
    ['Sección 2.ª De los contratos', 4],
    ['Disposición adicional primera', 2],
    ['Disposición final segunda. Entrada en vigor.', 2],
    ['DISPOSICIONES TRANSITORIAS', 2],
    ['PRIMERA.- Objeto del contrato', 5],
    ['TERCERA.- Obligaciones del arrendatario, gastos y reparaciones.', 5],
    ['Cláusula segunda. Precio', 5],
    ['DECIMOTERCERA.- Fuero', 5],
    ['DÉCIMO OCTAVA.- Fuero', 5],
    ['Apartado 4', 4],
    ['1.2 Alcance', 3],
    ['1.2.3 Alcance del servicio', 4],
    ['4. OBLIGACIONES DE LAS PARTES', 2],
    ['Chapter 3: Results', 3],
  ])('%s has level %s', (line, level) => {
    expect(headingLevel(line)).toBe(level)
  })

  it.each([
    'Artículo 12 de la Constitución establece que',
    'Artículo 5. Queda derogada la ley. Entrará en vigor mañana.',
    'Parte de la documentación se perdió',
    'Título que no es tal',
    'Sección de Historia',
    '1.2 millones de euros',
    '12.5 kg de harina',
    '2.400 EUR',
    '1.250 Metros cuadrados',
    '12.500.000 Habitantes',
    '1.5 GB de memoria',
    '1. Comprar pan',
    'primera. el objeto',
    'Parte mi corazón',
    'Artículo 4, apartado 2,',
    'SEGUNDA.- La renta mensual será de 750 euros.',
    'Artículo 12. El plazo no podrá superar un año.',
    'SECOND.- The rent shall be 750 euros.',
  ])('%s is running text', (line) => {
    expect(headingLevel(line)).toBeNull()
  })

  it('knows a numbered heading that still lacks its name, and the line that names it', () => {
    expect(isBareHeading('TÍTULO II')).toBe(true)
    expect(isBareHeading('TÍTULO II. De la Corona')).toBe(false)
    expect(isBareHeading('Apartado 2')).toBe(false)
    expect(opensTitle('paragraph', 'De los derechos y deberes fundamentales')).toBe(true)
    expect(opensTitle('paragraph', 'El Rey es el Jefe del Estado.')).toBe(false)
  })
})
