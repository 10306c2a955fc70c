import { describe, expect, test } from 'vitest'
import { rankedPassage } from '../../../test/harness/ranked-passage.ts'
import type { RankedPassage } from '../../domain/passage.ts'
import { distinctPassages } from './distinct-passages.ts'
import { baseName, compareVersions, versionIn } from './version.ts'

const clause =
  'El arrendatario no podrá ceder ni subarrendar la vivienda sin el consentimiento por escrito de la parte arrendadora'

const passage = (number: number, fileName: string, text: string) =>
  rankedPassage(number, text, { fileName, score: 10 - number })
const names = (passages: readonly RankedPassage[]) => passages.map(({ fileName }) => fileName)

describe('passages that say the same', () => {
  test('count once, at the rank of the best, and the others are named', () => {
    const found = distinctPassages(
      [passage(1, 'a.pdf', clause), passage(2, 'anexo.pdf', 'El anexo lo permite'), passage(3, 'b.pdf', `${clause}.`)],
      '¿Se puede subarrendar?',
    )
    expect(names(found)).toEqual(['a.pdf', 'anexo.pdf'])
    expect(found[0]?.alsoIn).toMatchObject([{ fileName: 'b.pdf' }])
    expect(found[1]?.alsoIn).toBeUndefined()
  })

  test('are not those with another number, nor short ones with another word', () => {
    const different = [
      passage(1, 'Alfa.txt', 'El presupuesto es de 100 euros.'),
      passage(2, 'Beta.txt', 'El presupuesto es de 200 euros.'),
      passage(3, 'Gamma.txt', 'El presupuesto es de cien euros.'),
      passage(4, 'Delta.txt', 'El presupuesto es de doscientos euros.'),
    ]
    expect(names(distinctPassages(different, 'presupuesto'))).toEqual(names(different))
  })

  test('are versions of one document, of which the newest is shown', () => {
    const versions = [
      passage(1, 'Tarifas 2023.pdf', 'La hora de limpieza de oficinas cuesta 40 euros.'),
      passage(2, 'Tarifas 2024.pdf', 'La hora de limpieza de oficinas cuesta 45 euros.'),
    ]
    const [shown, ...rest] = distinctPassages(versions, '¿Cuánto cuesta la limpieza de oficinas?')
    expect(shown).toMatchObject({ fileName: 'Tarifas 2024.pdf', score: 9, alsoIn: [{ fileName: 'Tarifas 2023.pdf' }] })
    expect(rest).toEqual([])
    const asked = distinctPassages(versions, '¿Cuánto costaba la limpieza en 2023?')
    expect(asked[0]?.fileName).toBe('Tarifas 2023.pdf')
  })

  test('are not versions when their names are of two documents or tell no order', () => {
    const others = [
      passage(1, 'Tarifas Madrid 2023.pdf', 'La hora de limpieza de oficinas cuesta 40 euros.'),
      passage(2, 'Tarifas Vigo 2024.pdf', 'La hora de limpieza de oficinas cuesta 45 euros.'),
      passage(3, 'Tarifas Vigo.pdf', 'La hora de limpieza de oficinas cuesta 47 euros.'),
    ]
    expect(names(distinctPassages(others, 'limpieza'))).toEqual(names(others))
  })
})

describe('the version of a document', () => {
  test.each([
    ['manual_v2.pdf', 'manual v1.9.pdf', 1],
    ['Norma versión 10.docx', 'Norma versión 9.docx', 1],
    ['acta-2024-03-15.md', 'acta-2024-02-28.md', 1],
    ['acta 15-03-2024.md', 'acta 01-04-2024.md', -1],
    ['tarifas 2024.pdf', 'tarifas 2024.pdf', 0],
  ])('of %s and %s is compared', (a, b, order) => {
    expect(Math.sign(compareVersions(versionIn(a), versionIn(b)) ?? Number.NaN)).toBe(order)
    expect(baseName(a)).toBe(baseName(b))
  })

  test('is none where nothing tells it, and is not compared with another kind', () => {
    expect(versionIn('contrato de obra')).toBeNull()
    expect(compareVersions(versionIn('v2'), versionIn('2024'))).toBeNull()
  })
})
