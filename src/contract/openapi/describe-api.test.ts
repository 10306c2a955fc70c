import { expect, test } from 'vitest'
import { bulkRemovalRequest } from '../bulk-removal.ts'
import { askRequest } from '../ask.ts'
import { searchRequest } from '../search.ts'
import { jsonSchema } from './json-schema.ts'

test('what is refused for being empty is described as not being so', () => {
  const { properties } = jsonSchema(bulkRemovalRequest, 'input')
  expect(properties).toMatchObject({ document_ids: { minItems: 1 } })
  for (const request of [askRequest, searchRequest]) {
    expect(jsonSchema(request, 'input')).toMatchObject({ properties: { query: { minLength: 1, pattern: '\\S' } } })
  }
})
