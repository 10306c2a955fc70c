import { expect, it } from 'vitest'
import { structuredDrafts } from './structured-data.ts'

const read = (...entries: readonly unknown[]): readonly string[] =>
  structuredDrafts(
    entries.map((entry) => `<script type="application/ld+json">${JSON.stringify(entry)}</script>`).join(''),
  ).map(({ text }) => text)

it('a recipe is its name, its figures, what goes into it and its steps', () => {
  const recipe = {
    '@type': 'Recipe',
    name: 'Ajoblanco',
    image: ['https://a.example/x.jpg'],
    author: { '@type': 'Person', name: 'Lola Cruz', url: 'https://a.example' },
    totalTime: 'PT2H20M',
    recipeIngredient: ['200 g de almendra', '2 dientes de ajo'],
    recipeInstructions: [
      { '@type': 'HowToStep', text: 'Remojar la miga.' },
      { '@type': 'HowToStep', name: 'Triturar', text: 'Todo junto.' },
    ],
    nutrition: { '@type': 'NutritionInformation', calories: '310 kcal' },
  }
  expect(
    read({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: 'Cocina' }, recipe] }),
  ).toEqual([
    'Ajoblanco',
    'Autor: Lola Cruz',
    'Tiempo total: 2 h 20 min',
    'Ingredientes:',
    '- 200 g de almendra',
    '- 2 dientes de ajo',
    'Preparación:',
    '- Remojar la miga.',
    '- Triturar: Todo junto.',
    'Información nutricional: calorías 310 kcal',
  ])
})

it('questions are said above their answers', () => {
  const question = {
    '@type': 'Question',
    name: '¿Hay gas?',
    acceptedAnswer: { '@type': 'Answer', text: '<p>S&iacute;, desde <b>mayo</b>.</p>' },
  }
  expect(read({ '@type': 'FAQPage', mainEntity: [question] })).toEqual([
    '¿Hay gas?',
    'Respuesta aceptada: Sí, desde mayo.',
  ])
})

it('who has but a name is not said, times are without zeros, and graphs may nest without end', () => {
  const cake = { '@type': 'Recipe', name: 'Tarta', totalTime: 'P0DT2H0M', cookTime: 'PT0S' }
  expect(
    read(
      { '@type': 'Organization', name: 'Recetas', logo: { '@type': 'ImageObject', url: 'https://a.example' } },
      cake,
    ),
  ).toEqual(['Tarta', 'Tiempo total: 2 h'])
  const graph = `${'{"@graph":'.repeat(20_000)}{"name":"x","text":"y"}${'}'.repeat(20_000)}`
  expect(structuredDrafts(`<script type="application/ld+json">${graph}</script>`)).toEqual([])
})

it('what is no JSON, or of the site, says nothing', () => {
  expect(structuredDrafts('<script type="application/ld+json">{"a":</script><script>{"name":"x"}</script>')).toEqual([])
  expect(read({ '@type': 'BreadcrumbList', itemListElement: [{ name: 'Inicio' }] }, [null, 3])).toEqual([])
})

const product = {
  '@type': 'Product',
  name: 'Orbit 3',
  sku: 'OR-3',
  offers: { '@type': 'Offer', price: '49.90', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
}

it.each([
  ['es-ES', ['Orbit 3', 'Referencia: OR-3', 'Oferta: precio 49.90, moneda EUR, disponibilidad en existencias']],
  ['en', ['Orbit 3', 'Sku: OR-3', 'Offers: price 49.90, price currency EUR, availability in stock']],
  ['fr', ['Orbit 3', 'Sku: OR-3', 'Offers: price 49.90, price currency EUR, availability in stock']],
])('what is told is called in the language of the page: %s', (language, texts) => {
  const script = `<script type="application/ld+json">${JSON.stringify(product)}</script>`
  expect(structuredDrafts(`<html lang="${language}">${script}</html>`).map(({ text }) => text)).toEqual(texts)
})

it('without a language of the page that of its values counts', () => {
  expect(
    read({ '@type': 'Place', name: 'The Old Mill', address: 'The street of the mill', petsAllowed: true }),
  ).toEqual(['The Old Mill', 'Address: The street of the mill', 'Pets allowed: true'])
})
