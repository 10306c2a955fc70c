import { describe, expect, test } from 'vitest'
import { canRender, find, manifestsOf, overlays, render } from './render.ts'
import { podOf, secretsOf } from './pods.ts'

/** What the original's gateway, DNS names and operators know: name, label, replicas' port. */
const deployments = [
  { name: 'ingest-api-deployment', app: 'ingest-api', port: { name: 'http', containerPort: 8000 } },
  { name: 'ingest-worker-deployment', app: 'ingest-worker', port: null },
  { name: 'query-service-deployment', app: 'query-service', port: { name: 'http', containerPort: 8001 } },
] as const
const services = [
  { name: 'ingest-api-service', app: 'ingest-api' },
  { name: 'query-service', app: 'query-service' },
] as const
/** Secrets of the original, and one that is new: the operators' token. */
const secrets = [
  'ingest-service-secrets/INGEST_POSTGRES_PASSWORD',
  'ingest-service-secrets/ZILLIZ_API_KEY',
  'query-service-secrets/QUERY_POSTGRES_PASSWORD',
  'query-service-secrets/QUERY_GEMINI_API_KEY',
  'query-service-secrets/ZILLIZ_API_KEY',
  'gcs-worker-sa-key/key.json',
  'atenex-operator/ATENEX_OPERATOR_TOKEN',
]

describe.runIf(canRender()).each(overlays)('the overlay %s', (overlay) => {
  const manifests = manifestsOf(render(`overlays/${overlay}`))

  test.each(deployments)('$name has the label, the selector and the port of the original', ({ name, app, port }) => {
    const { spec } = find(manifests, 'Deployment', name)
    // a selector cannot be changed later: exactly the original's
    expect(spec.selector).toEqual({ matchLabels: { app } })
    expect(spec.template.metadata.labels).toMatchObject({ app })
    if (port !== null) expect(spec.template.spec.containers[0].ports).toContainEqual(port)
  })

  test.each(services)('the Service $name leads from port 80 to its pods', ({ name, app }) => {
    const { spec } = find(manifests, 'Service', name)
    expect(spec).toMatchObject({ type: 'ClusterIP', selector: { app } })
    expect(spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }])
  })

  test('no Service selects the pods of a job', () => {
    const labels = manifests.filter(({ kind }) => kind === 'CronJob' || kind === 'Job')
    for (const { spec } of labels) expect(spec.jobTemplate.spec.template.metadata.labels.app).toBe('atenex-jobs')
  })

  test('the ConfigMaps have the names of the original, and only Secrets that exist are read', () => {
    const configMaps = manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => metadata.name)
    expect(configMaps.toSorted()).toEqual(['ingest-service-config', 'query-service-config', 'vector-store-config'])
    const read = manifests.flatMap((one) => {
      const pod = podOf(one)
      return pod === null ? [] : secretsOf(pod)
    })
    for (const secret of read) expect(secrets).toContain(secret)
    expect(manifests.some(({ kind }) => kind === 'Secret')).toBe(false)
  })
})
