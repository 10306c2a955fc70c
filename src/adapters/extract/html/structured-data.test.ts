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
    'Author: Lola Cruz',
    'Total time: 2 h 20 min',
    'Recipe ingredient:',
    '- 200 g de almendra',
    '- 2 dientes de ajo',
    'Recipe instructions:',
    '- Remojar la miga.',
    '- Triturar: Todo junto.',
    'Nutrition: calories 310 kcal',
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
    'Accepted answer: Sí, desde mayo.',
  ])
})

it('who has but a name is not said, times are without zeros, and graphs may nest without end', () => {
  const cake = { '@type': 'Recipe', name: 'Tarta', totalTime: 'P0DT2H0M', cookTime: 'PT0S' }
  expect(
    read(
      { '@type': 'Organization', name: 'Recetas', logo: { '@type': 'ImageObject', url: 'https://a.example' } },
      cake,
    ),
  ).toEqual(['Tarta', 'Total time: 2 h'])
  const graph = `${'{"@graph":'.repeat(20_000)}{"name":"x","text":"y"}${'}'.repeat(20_000)}`
  expect(structuredDrafts(`<script type="application/ld+json">${graph}</script>`)).toEqual([])
})

it('what is no JSON, or of the site, says nothing', () => {
  expect(structuredDrafts('<script type="application/ld+json">{"a":</script><script>{"name":"x"}</script>')).toEqual([])
  expect(read({ '@type': 'BreadcrumbList', itemListElement: [{ name: 'Inicio' }] }, [null, 3])).toEqual([])
})
