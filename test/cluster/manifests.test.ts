import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployFolder, jobs, overlays, render } from '../deploy/render.ts'
import { waitFor } from '../harness/wait.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { originalObjects } from './original.ts'
import { whyImpossible } from './programs.ts'

const namespace = 'nyro-develop'
const apply = ['apply', '--server-side', '--validate=strict', '-f', '-']
const restricted = 'pod-security.kubernetes.io/enforce=restricted'

interface Stored {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly resourceVersion: string
    readonly ownerReferences?: readonly { readonly name: string }[]
  }
  readonly data?: Readonly<Record<string, string>>
  readonly spec: { readonly replicas: number; readonly selector: unknown }
  readonly status?: { readonly replicas?: number }
}

const impossible = whyImpossible('etcd', 'kube-apiserver', 'kube-controller-manager')

describe.runIf(impossible === null)('on a real API server', () => {
  let cluster: Cluster
  const folder = mkdtempSync(path.join(tmpdir(), 'atenex-manifests-'))
  const say = (args: readonly string[], input?: string) => cluster.kubectl(['-n', namespace, ...args], input)

  beforeAll(async () => {
    cluster = await startCluster()
    for (const name of [namespace, 'nyro-production']) {
      await cluster.kubectl(['create', 'namespace', name])
      await cluster.kubectl(['label', 'namespace', name, restricted])
    }
    // what the original is: not restricted, and applied by clients
    await cluster.kubectl(['label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce-'])
    await cluster.kubectl(['apply', '-f', '-'], originalObjects(namespace))
    await say(['create', 'secret', 'generic', 'atenex-operator', '--from-literal=ATENEX_OPERATOR_TOKEN=x'])
  })
  afterAll(async () => {
    await cluster?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  const list = async (kinds: string): Promise<readonly Stored[]> =>
    (JSON.parse(await say(['get', kinds, '-o', 'json'])) as { items: Stored[] }).items

  const podsAreMade = () =>
    waitFor(
      async () => {
        const sets = await list('replicasets')
        return sets.length > 0 && sets.every(({ spec, status }) => (status?.replicas ?? 0) >= spec.replicas)
      },
      { what: 'every ReplicaSet to have its pods', timeoutMs: 120_000 },
    )

  /** ReplicaSets by Deployment, once the controller has seen the newest version of each. */
  const replicaSets = async (): Promise<Record<string, number>> => {
    const seen = '{range .items[*]}{.metadata.generation}={.status.observedGeneration} {end}'
    await waitFor(
      async () => {
        const pairs = (await say(['get', 'deployments', '-o', `jsonpath=${seen}`])).trim().split(' ')
        return pairs.every((pair) => pair.split('=')[0] === pair.split('=')[1])
      },
      { what: 'the controller to see every Deployment' },
    )
    const owners = (await list('replicasets')).map(({ metadata }) => metadata.ownerReferences?.[0]?.name ?? '')
    return Object.fromEntries([...new Set(owners)].map((name) => [name, owners.filter((one) => one === name).length]))
  }

  /** `Kind/name` of what an apply changed in what an operator wrote: status alone does not count. */
  const changedBy = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const kinds =
      'configmaps,secrets,services,serviceaccounts,deployments,cronjobs,poddisruptionbudgets,horizontalpodautoscalers,networkpolicies'
    const print = ({ kind, metadata, data, spec }: Stored) =>
      [`${kind}/${metadata.name}`, JSON.stringify({ data, spec })] as const
    const before = new Map((await list(kinds)).map(print))
    await work()
    const after = new Map((await list(kinds)).map(print))
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((name) => before.get(name) !== after.get(name))
      .toSorted()
  }

  test.each([...overlays, ...jobs])('%s is accepted as it is, field by field', async (overlay) => {
    const forced = overlay.startsWith('develop') ? ['--force-conflicts'] : []
    const said = await cluster.kubectl([...apply, ...forced, '--dry-run=server'], render(`overlays/${overlay}`))
    expect(said).toContain('server dry run')
  })

  test('a misspelt field would not be', async () => {
    const misspelt = render('overlays/develop/standalone').replace(
      'terminationGracePeriodSeconds',
      'terminationGraceSeconds',
    )
    await expect(say([...apply, '--force-conflicts', '--dry-run=server'], misspelt)).rejects.toThrow(
      /unknown field|not declared in schema/,
    )
  })

  test('the objects of the Python services become ours by their names: no selector changes, no Secret is touched', async () => {
    const selectors = (await list('deployments,services')).map(({ metadata, spec }) => [metadata.name, spec.selector])
    await replicaSets()
    await podsAreMade()
    await say(['label', 'namespace', namespace, restricted])
    const changed = await changedBy(() => say([...apply, '--force-conflicts'], render('overlays/develop/standalone')))
    expect(changed.filter((name) => name.startsWith('Secret/'))).toEqual([])
    expect(changed).toEqual(
      expect.arrayContaining(['Deployment/ingest-api-deployment', 'ConfigMap/vector-store-config']),
    )
    const now = new Map(
      (await list('deployments,services')).map(({ metadata, spec }) => [metadata.name, spec.selector]),
    )
    for (const [name, selector] of selectors) expect(now.get(String(name)), String(name)).toEqual(selector)
    // one ReplicaSet of the Python services, one of ours
    expect(await replicaSets()).toEqual({
      'ingest-api-deployment': 2,
      'ingest-worker-deployment': 2,
      'query-service-deployment': 2,
    })
  })

  test('Pod Security "restricted" lets every pod of ours be made', async () => {
    await podsAreMade()
    expect(await say(['get', 'events', '--field-selector', 'reason=FailedCreate', '-o', 'name'])).toBe('')
  })

  test('applying the same again changes nothing', async () => {
    expect(await changedBy(() => say(apply, render('overlays/develop/standalone')))).toEqual([])
  })

  const ofAStore = [
    'ConfigMap/vector-store-config',
    'CronJob/atenex-reconciler',
    'Deployment/ingest-api-deployment',
    'Deployment/ingest-worker-deployment',
    'Deployment/query-service-deployment',
  ]

  test('from Standalone to Zilliz and back changes what reads the store, rolls those pods once each way, and nothing else', async () => {
    expect(await changedBy(() => say(apply, render('overlays/develop/zilliz')))).toEqual(ofAStore)
    const there = await replicaSets()
    expect(there).toEqual({ 'ingest-api-deployment': 3, 'ingest-worker-deployment': 3, 'query-service-deployment': 3 })
    expect(await changedBy(() => say(apply, render('overlays/develop/standalone')))).toEqual(ofAStore)
    // the ReplicaSets of before are taken again: the pods are exactly those of before
    expect(await replicaSets()).toEqual(there)
  })

  test('a changed ConfigMap rolls exactly the pods that read it', async () => {
    const parts = ['stores/standalone', 'environments/develop'].map((part) =>
      path.relative(folder, `${deployFolder}${part}`),
    )
    const generator = (name: string, options: string) =>
      `  - { name: ${name}, behavior: merge, literals: [QUERY_RETRIEVER_TOP_K=50], options: ${options} }`
    const lines = [
      `resources: [${path.relative(folder, `${deployFolder}base`)}]`,
      `components: [${parts.join(', ')}]`,
      'configMapGenerator:',
      generator('query-service-config', '{ disableNameSuffixHash: true }'),
      generator('query-service-config-content', '{}'),
    ]
    writeFileSync(path.join(folder, 'kustomization.yaml'), `${lines.join('\n')}\n`)
    const before = await replicaSets()
    const changed = await changedBy(() => say(apply, render(folder)))
    expect(changed).toEqual(['ConfigMap/query-service-config', 'Deployment/query-service-deployment'])
    expect(await replicaSets()).toEqual({
      ...before,
      'query-service-deployment': (before['query-service-deployment'] ?? 0) + 1,
    })
  })

  test('a job of another build takes the place of the one before when it is replaced, as the runbooks do', async () => {
    const job = render('overlays/develop/db-migrate')
    const newer = job.replace('develop-0000000', 'develop-0000001')
    expect(newer).not.toBe(job)
    await say(['replace', '--force', '-f', '-'], job)
    await expect(say([...apply, '--force-conflicts'], newer)).rejects.toThrow(/immutable/)
    await say(['replace', '--force', '-f', '-'], newer)
    expect(
      await say(['get', 'job', 'atenex-db-migrate', '-o', 'jsonpath={.spec.template.spec.containers[0].image}']),
    ).toMatch(/0000001$/)
  })
})
