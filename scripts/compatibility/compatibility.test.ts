import { expect, test } from 'vitest'
import { undescribed } from '../../src/contract/openapi/describe-api.ts'
import { allRoutes } from '../../src/contract/routes/all-routes.ts'
import { pathsOf } from '../../src/contract/routes/route.ts'
import { answerDefects } from './answer-defects.ts'
import { compatibilityPage } from './compatibility-page.ts'
import { dataDefects } from './data-defects.ts'
import { throughputDefects } from './throughput-defects.ts'

test('each of the 88 defects of the original is answered once', () => {
  const numbers = [...dataDefects, ...throughputDefects, ...answerDefects].map(({ number }) => number)
  const wanted = [...Array.from({ length: 87 }, (_, at) => String(at + 1)), '83b']
  expect(numbers.toSorted()).toEqual(wanted.toSorted())
})

test('the page names every route, and every test it names is there', async () => {
  const page = await compatibilityPage(new URL('../../', import.meta.url))
  for (const { method, path } of allRoutes) expect(page).toContain(`### ${method} ${path}\n`)
})

test('every route has a name and an address of its own, and is described in OpenAPI', () => {
  const names = allRoutes.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  const addresses = allRoutes.flatMap((route) => pathsOf(route).map((path) => `${route.method} ${path}`))
  expect(new Set(addresses).size).toBe(addresses.length)
  expect(undescribed()).toEqual([])
})
