import { expect, test } from 'vitest'
import { embedderOfForms } from './embedder-of-forms.ts'

function recorded() {
  const asked: string[][] = []
  const embed = embedderOfForms(async (texts) => {
    asked.push([...texts])
    return texts.map((text) => Float32Array.from([text.length]))
  })
  return { asked, embed }
}

test('lines of a template are embedded once, as the template, and all others as they are', async () => {
  const { asked, embed } = recorded()
  const lines = ['Factura 17: 1.200,50 €', 'Plazo: 14 días', 'Factura 9: 80 €']
  const vectors = await embed(lines)
  expect(asked).toEqual([['Factura 1: 1 €', 'Plazo: 14 días']])
  expect(vectors?.map(([length]) => length)).toEqual([14, 14, 14])
  expect(vectors?.[0]).toBe(vectors?.[2])
})

test('a line whose template was embedded for the same question is not embedded again', async () => {
  const { asked, embed } = recorded()
  await embed(['Factura 17', 'Factura 18'])
  expect(await embed(['Factura 19'])).toHaveLength(1)
  expect(asked).toEqual([['Factura 1']])
})

test('without the model there are no vectors', async () => {
  expect(await embedderOfForms(async () => null)(['Factura 17'])).toBeNull()
})
