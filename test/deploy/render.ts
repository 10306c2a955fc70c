import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'

/** As much of a Kubernetes object as the rules look at. */
export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
  }
  readonly data?: Readonly<Record<string, string>>
  // whatever the kind has; each rule knows what it asks for
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly spec?: any
}

export const deployFolder = fileURLToPath(new URL('../../deploy/', import.meta.url))
export const overlays = ['develop/standalone', 'develop/zilliz', 'production/standalone', 'production/zilliz'] as const
export const jobs = ['develop/db-migrate', 'develop/migrate', 'production/db-migrate', 'production/migrate'] as const

/** False where kubectl is missing; a build machine must have it. */
export function canRender(): boolean {
  const found = (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/kubectl`))
  if (!found && process.env['CI'] === 'true') throw new Error('kubectl is missing: the manifests cannot be checked')
  if (!found) console.warn('skipped: the manifests are rendered with kubectl, which is missing')
  return found
}

/** What `kubectl apply -k` would send for a folder below `deploy/`, or for any folder. */
export function render(folder: string): string {
  const path = folder.startsWith('/') ? folder : `${deployFolder}${folder}`
  return execFileSync('kubectl', ['kustomize', path], { encoding: 'utf8', maxBuffer: 1e8 })
}

export function manifestsOf(text: string): readonly Manifest[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest)
}

export function find(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name)
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`)
  return found
}
