import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { canRender, deployFolder, find, jobs, manifestsOf, overlays, render, type Manifest } from './render.ts'
import { podOf, secretsOf, type Container } from './pods.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atenex-deploy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const mounted = /^\/etc\/(atenex\/secrets|gcp-secrets)\//

/** The variables of a container, with Secrets as files of their own. */
function environmentOf(of: Manifest, container: Container, manifests: readonly Manifest[]): Record<string, string> {
  const pod = podOf(of)
  for (const secret of pod === null ? [] : secretsOf(pod)) {
    const content = secret.endsWith('key.json') ? '{"type":"service_account"}' : `the content of ${secret}`
    writeFileSync(path.join(folder, path.basename(secret)), content)
  }
  const maps = (container.envFrom ?? []).map(({ configMapRef }) =>
    find(manifests, 'ConfigMap', configMapRef?.name ?? ''),
  )
  const own = container.env.map(({ name, value }) => [name, value ?? 'a-secret'])
  const all: Record<string, string> = Object.assign({}, ...maps.map(({ data }) => data), Object.fromEntries(own))
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value.replace(mounted, `${folder}/`)]))
}

function containersOf(manifests: readonly Manifest[]) {
  return manifests.flatMap((of) => (podOf(of)?.containers ?? []).map((container) => ({ of, container })))
}

describe.runIf(canRender()).each(overlays)('the settings of %s', (overlay) => {
  const manifests = manifestsOf(render(`overlays/${overlay}`))
  const environment = overlay.split('/')[0] ?? ''
  const started = manifestsOf(
    jobs
      .filter((job) => job.startsWith(environment))
      .map((job) => render(`overlays/${job}`))
      .join('---\n'),
  )
  const containers = [...containersOf(manifests), ...containersOf(started)]

  test('are understood by every process: nothing is wrong, missing or without effect', () => {
    for (const { of, container } of containers) {
      const loaded = loadConfig(environmentOf(of, container, manifests))
      expect(loaded, of.metadata.name).not.toHaveProperty('problems')
      expect(loaded.warnings, of.metadata.name).toEqual([])
    }
  })

  test('name the vector store, the database and the role', () => {
    const kind = overlay.endsWith('zilliz') ? 'zilliz' : 'milvus'
    for (const { of, container } of containersOf(manifests)) {
      const loaded = loadConfig(environmentOf(of, container, manifests))
      if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
      const { vectorStore, database, http } = loaded.config
      expect([vectorStore.ingest.kind, vectorStore.query.kind, database.kind]).toEqual([kind, kind, 'outside'])
      if (of.kind === 'Deployment') expect([http.auth, http.operatorToken !== null]).toEqual(['gateway', true])
    }
  })

  test('a command in a pod of an API asks the API of this pod', () => {
    for (const { of, container } of containersOf(manifests).filter(({ of: one }) => one.kind === 'Deployment')) {
      const { ATENEX_PORT: port, ATENEX_URL: url } = environmentOf(of, container, manifests)
      expect(url, of.metadata.name).toBe(port === undefined ? undefined : `http://127.0.0.1:${port}`)
    }
  })

  test('a pod reads no Secret that its settings do not name', () => {
    for (const { of, container } of containersOf(manifests)) {
      const named = Object.values(environmentOf(of, container, manifests)).map((value) => path.basename(value))
      const pod = podOf(of)
      for (const secret of pod === null ? [] : secretsOf(pod)) expect(named).toContain(path.basename(secret))
    }
  })
})

describe.runIf(canRender())('standalone and zilliz', () => {
  const [standalone, zilliz] = ['standalone', 'zilliz'].map((store) => manifestsOf(render(`overlays/develop/${store}`)))

  test('differ in one ConfigMap, its mark on the pods and the key as a file', () => {
    const plain = (manifests: readonly Manifest[] = []) =>
      manifests.map((one) =>
        JSON.stringify(one, (name, value) => {
          if (name === 'atenex.dev/vector-store') return 'its content'
          if (name !== 'sources') return value
          return value.filter(
            ({ secret }: { secret: { items: { key: string }[] } }) => secret.items[0]?.key !== 'ZILLIZ_API_KEY',
          )
        }),
      )
    const [here, there] = [plain(standalone), plain(zilliz)]
    const different = here
      .filter((one) => !there.includes(one))
      .map((one) => (JSON.parse(one) as Manifest).metadata.name)
    expect(different).toEqual(['vector-store-config'])
  })

  /** A component is merged into what stands beside it: the same parts as the overlay, and one more. */
  const manifestsWith = (store: string, option: string): readonly Manifest[] => {
    const own = path.join(folder, `${store}-${path.basename(option)}`)
    mkdirSync(own, { recursive: true })
    const relative = (to: string) => path.relative(own, path.join(deployFolder, to))
    const parts = [`stores/${store}`, option, 'environments/develop'].map(relative).join(', ')
    writeFileSync(path.join(own, 'kustomization.yaml'), `resources: [${relative('base')}]\ncomponents: [${parts}]\n`)
    return manifestsOf(render(own))
  }

  test('every role sends traces with the option for it, and may reach the collector', () => {
    const manifests = manifestsWith('standalone', 'options/tracing')
    for (const { of, container } of containersOf(manifests)) {
      const loaded = loadConfig(environmentOf(of, container, manifests))
      if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
      expect(loaded.config.tracing, of.metadata.name).toBe(of.kind === 'Deployment')
      expect(loaded.warnings).toEqual([])
    }
    expect(find(manifests, 'NetworkPolicy', 'atenex-to-collector').spec.egress[0].ports).toEqual([{ port: 4318 }])
  })

  test('the way to services of the original is open with the option for it, and only then', () => {
    const policy = (manifests: readonly Manifest[] = []) =>
      manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'atenex-to-neighbours')
    expect(policy(standalone)).toBeUndefined()
    expect(policy(manifestsWith('standalone', 'options/neighbours'))?.spec.egress).toHaveLength(1)
  })

  test.each([
    ['standalone', 'zilliz'],
    ['zilliz', 'standalone'],
  ])('every process of %s knows also %s while vectors move there', (from, to) => {
    const manifests = manifestsWith(from, `targets/${to}`)
    for (const { of, container } of containersOf(manifests)) {
      const loaded = loadConfig(environmentOf(of, container, manifests))
      if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
      expect(loaded.config.target?.kind).toBe(to === 'zilliz' ? 'zilliz' : 'milvus')
      expect(loaded.warnings).toEqual([])
    }
  })
})
