import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../../src/observability/metrics.ts'
import { deployFolder } from './render.ts'

const folder = `${deployFolder}monitoring/`
const read = (file: string) => readFileSync(`${folder}${file}`, 'utf8')

interface Rule {
  readonly alert: string
  readonly annotations: { readonly summary: string; readonly runbook: string }
}
const rules = (parse(read('rules.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules)

/** Names of everything a process can show; a histogram under three names. */
async function knownNames(): Promise<ReadonlySet<string>> {
  const metrics = createMetrics('api')
  metrics.showInstallation(() => Promise.reject(new Error('there is no database here')))
  const text = await metrics.expose()
  const families = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)]
  return new Set(
    families.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  )
}

test('every metric that a rule, a dashboard or a scaler asks for is one that a process shows', async () => {
  const known = await knownNames()
  const dashboards = readdirSync(`${folder}dashboards`).map((file) => read(`dashboards/${file}`))
  const scaler = readFileSync(`${deployFolder}options/keda/scaled-object.yaml`, 'utf8')
  const asked = [read('rules.yaml'), scaler, ...dashboards].flatMap((text) => text.match(/\batenex_[a-z0-9_]+/g) ?? [])
  expect(asked.length).toBeGreaterThan(40)
  expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual([])
})

test('every rule has a test in which it fires and one in which it stays silent', () => {
  const { tests } = parse(read('rules.test.yaml')) as { tests: { name: string }[] }
  const wanted = rules.flatMap(({ alert }) => [`${alert} fires`, `${alert} silent`])
  expect(tests.map(({ name }) => name)).toEqual(wanted)
})

test('every rule names a runbook', () => {
  const runbooks = readdirSync(new URL('../../docs/runbooks/', import.meta.url)).map((file) =>
    file.replace(/\.md$/, ''),
  )
  for (const { alert, annotations } of rules) expect(runbooks, alert).toContain(annotations.runbook)
})
