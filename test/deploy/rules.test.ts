import { describe, expect, test } from 'vitest'
import { canRender, jobs, manifestsOf, overlays, render, type Manifest } from './render.ts'
import { podOf, type Container, type PodSpec } from './pods.ts'

interface Rule {
  readonly name: string
  readonly holds: (pod: PodSpec, container: Container, of: Manifest) => boolean
}

const rules: readonly Rule[] = [
  {
    name: 'no root',
    holds: ({ securityContext }) => securityContext['runAsNonRoot'] === true && securityContext['runAsUser'] !== 0,
  },
  {
    name: 'the seccomp profile of the runtime',
    holds: ({ securityContext }) => JSON.stringify(securityContext['seccompProfile']) === '{"type":"RuntimeDefault"}',
  },
  {
    name: 'no more rights than it starts with',
    holds: (_pod, { securityContext }) => securityContext['allowPrivilegeEscalation'] === false,
  },
  {
    name: 'no capability',
    holds: (_pod, { securityContext }) => JSON.stringify(securityContext['capabilities']) === '{"drop":["ALL"]}',
  },
  {
    name: 'a root file system that is read',
    holds: (_pod, { securityContext }) => securityContext['readOnlyRootFilesystem'] === true,
  },
  {
    name: 'an account of its own without a token',
    holds: (pod) =>
      pod.automountServiceAccountToken === false &&
      pod.serviceAccountName !== undefined &&
      pod.serviceAccountName !== 'default',
  },
  {
    name: 'requests and limits for processor, memory and disk',
    holds: (_pod, { resources }) =>
      ['cpu', 'memory', 'ephemeral-storage'].every(
        (what) => resources.requests[what] !== undefined && resources.limits[what] !== undefined,
      ),
  },
  {
    name: 'a tag that names one build',
    holds: (_pod, { image }) => /^ghcr\.io\/[\w/-]+:develop-[0-9a-f]{7}(@sha256:[0-9a-f]{64})?$/.test(image),
  },
  {
    name: 'no Secret as a whole in its variables',
    holds: (_pod, { envFrom = [] }) => envFrom.every(({ secretRef }) => secretRef === undefined),
  },
  {
    name: 'three probes on three addresses',
    holds: (_pod, { startupProbe, readinessProbe, livenessProbe }, { kind }) =>
      kind !== 'Deployment' ||
      [startupProbe, readinessProbe, livenessProbe].map((probe) => probe?.httpGet.path).join() ===
        '/started,/ready,/health',
  },
  {
    name: 'more time to stop than the stop takes',
    holds: (pod, { env }, { kind }) =>
      kind !== 'Deployment' ||
      pod.terminationGracePeriodSeconds >=
        secondsIn(env, 'ATENEX_SHUTDOWN_SECONDS') + secondsIn(env, 'ATENEX_DRAIN_SECONDS') + 10,
  },
  {
    name: 'time for requests to find another pod before they stop, where there are requests',
    holds: (_pod, { env }, { kind, metadata }) =>
      kind !== 'Deployment' ||
      metadata.name === 'ingest-worker-deployment' ||
      secondsIn(env, 'ATENEX_DRAIN_SECONDS') >= 10,
  },
]

function secondsIn(env: readonly { readonly name: string; readonly value?: string }[], variable: string): number {
  return Number(env.find(({ name }) => name === variable)?.value ?? 0)
}

describe.runIf(canRender()).each([...overlays, ...jobs])('the pods of %s', (overlay) => {
  const manifests = manifestsOf(render(`overlays/${overlay}`))
  const pods = manifests.flatMap((of) => {
    const pod = podOf(of)
    return pod === null ? [] : pod.containers.map((container) => ({ of, pod, container }))
  })

  test.each(rules)('have $name', ({ holds }) => {
    expect(pods.length).toBeGreaterThan(0)
    const breaking = pods.filter(({ of, pod, container }) => !holds(pod, container, of))
    expect(breaking.map(({ of }) => of.metadata.name)).toEqual([])
  })
})

describe.runIf(canRender()).each(overlays)('the workloads of %s', (overlay) => {
  const manifests = manifestsOf(render(`overlays/${overlay}`))
  const apps = manifests.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.labels?.['app'])

  test('each may lose one pod at a time and is spread over the machines', () => {
    const budgets = manifests.filter(({ kind }) => kind === 'PodDisruptionBudget')
    expect(new Set(budgets.map(({ spec }) => spec.selector.matchLabels.app))).toEqual(new Set(apps))
    for (const { kind, spec } of manifests) {
      if (kind === 'Deployment') expect(spec.template.spec.topologySpreadConstraints).toHaveLength(1)
    }
  })

  test('a policy closes every pod of ours, and only the gateway and our own jobs reach the APIs', () => {
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy')
    const closed = policies.find(({ metadata }) => metadata.name === 'atenex-closed')
    expect(closed?.spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'atenex' } },
      policyTypes: ['Ingress', 'Egress'],
    })
    const toApis = policies.find(({ metadata }) => metadata.name === 'atenex-to-apis')
    expect(toApis?.spec.ingress.flatMap((rule: { from: unknown[] }) => rule.from)).toEqual([
      { podSelector: { matchLabels: { app: 'api-gateway' } } },
      { podSelector: { matchLabels: { app: 'atenex-jobs' } } },
    ])
    for (const { kind, spec } of manifests) {
      if (kind === 'Deployment') expect(spec.template.metadata.labels['app.kubernetes.io/part-of']).toBe('atenex')
    }
  })

  test('who scales a workload owns its number of pods', () => {
    for (const { kind, spec } of manifests) {
      if (kind !== 'HorizontalPodAutoscaler') continue
      const scaled = manifests.find(
        (one) => one.kind === 'Deployment' && one.metadata.name === spec.scaleTargetRef.name,
      )
      expect(scaled?.spec.replicas).toBeUndefined()
    }
  })
})
