import type { Manifest } from './render.ts'

interface EnvironmentVariable {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string } }
}

export interface Container {
  readonly name: string
  readonly image: string
  readonly args?: readonly string[]
  readonly env: readonly EnvironmentVariable[]
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string }; readonly secretRef?: unknown }[]
  readonly resources: Readonly<Record<'requests' | 'limits', Readonly<Record<string, string>>>>
  readonly securityContext: Readonly<Record<string, unknown>>
  readonly startupProbe?: Probe
  readonly readinessProbe?: Probe
  readonly livenessProbe?: Probe
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string }
}

export interface PodSpec {
  readonly serviceAccountName: string
  readonly automountServiceAccountToken?: boolean
  readonly terminationGracePeriodSeconds: number
  readonly securityContext: Readonly<Record<string, unknown>>
  readonly containers: readonly Container[]
  readonly volumes: readonly Volume[]
}

interface Volume {
  readonly name: string
  readonly secret?: { readonly secretName: string }
  readonly projected?: { readonly sources: readonly { readonly secret: ProjectedSecret }[] }
}

interface ProjectedSecret {
  readonly name: string
  readonly items: readonly { readonly key: string; readonly path: string }[]
}

/** The pods that an object makes; null for an object that makes none. */
export function podOf({ kind, spec }: Manifest): PodSpec | null {
  if (kind === 'Deployment' || kind === 'Job') return spec.template.spec
  if (kind === 'CronJob') return spec.jobTemplate.spec.template.spec
  return null
}

/** Secret and key of everything a pod reads, as `secret/key`. */
export function secretsOf(pod: PodSpec): readonly string[] {
  const files = pod.volumes.flatMap(({ projected }) =>
    (projected?.sources ?? []).flatMap(({ secret }) => secret.items.map(({ key }) => `${secret.name}/${key}`)),
  )
  const whole = pod.volumes.flatMap(({ secret }) => (secret === undefined ? [] : [`${secret.secretName}/key.json`]))
  const variables = pod.containers.flatMap(({ env }) =>
    env.flatMap(({ valueFrom }) => {
      const from = valueFrom?.secretKeyRef
      return from === undefined ? [] : [`${from.name}/${from.key}`]
    }),
  )
  return [...files, ...whole, ...variables]
}
