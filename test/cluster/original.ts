/** The objects of the Python services as they run today, as far as ours take their place: written from the contract's tables. */
export function originalObjects(namespace: string): string {
  const meta = (name: string) => ({ name, namespace })
  const service = (name: string, app: string) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta(name),
    spec: { type: 'ClusterIP', selector: { app }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  })
  const deployment = (name: string, app: string, kind: 'ingest' | 'query', port: number | null) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...meta(name), labels: { app } },
    spec: {
      replicas: app === 'ingest-worker' ? 2 : 1,
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: {
          containers: [
            {
              name: app,
              image: `ghcr.io/dev-nyro/${kind}-service:develop-1234567`,
              imagePullPolicy: 'Always',
              ...(port === null ? {} : { ports: [{ name: 'http', containerPort: port }] }),
              envFrom: [
                { configMapRef: { name: `${kind}-service-config` } },
                { secretRef: { name: `${kind}-service-secrets` } },
              ],
            },
          ],
        },
      },
    },
  })
  const configMap = (name: string, data: Readonly<Record<string, string>>) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: meta(name),
    data,
  })
  const secret = (name: string, keys: readonly string[]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: meta(name),
    stringData: Object.fromEntries(keys.map((key) => [key, `the ${key} of the owners`])),
  })
  const items = [
    secret('ingest-service-secrets', ['INGEST_POSTGRES_PASSWORD', 'ZILLIZ_API_KEY']),
    secret('query-service-secrets', ['QUERY_POSTGRES_PASSWORD', 'QUERY_GEMINI_API_KEY', 'ZILLIZ_API_KEY']),
    secret('gcs-worker-sa-key', ['key.json']),
    configMap('ingest-service-config', {
      INGEST_CELERY_BROKER_URL: 'redis://redis-service-master:6379/0',
      INGEST_POSTGRES_SERVER: 'postgresql-service',
      INGEST_MILVUS_URI: 'http://milvus-standalone:19530',
    }),
    configMap('query-service-config', { QUERY_POSTGRES_SERVER: 'postgresql-service', QUERY_MAX_CONTEXT_CHUNKS: '75' }),
    deployment('ingest-api-deployment', 'ingest-api', 'ingest', 8000),
    deployment('ingest-worker-deployment', 'ingest-worker', 'ingest', null),
    deployment('query-service-deployment', 'query-service', 'query', 8001),
    service('ingest-api-service', 'ingest-api'),
    service('query-service', 'query-service'),
  ]
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
}
