import type { OxlintOverride } from 'oxlint'

import manifest from './package.json' with { type: 'json' }

/**
 * Who may import whom. `folders`: folders of src; `packages`: npm packages, without node's own modules. Everything that
 * is not listed is refused by the linter. Test files may also use vitest and fast-check, and whatever they test with.
 */
interface Boundary {
  readonly folders: readonly string[]
  readonly packages: readonly string[]
}

const useCase: Boundary = { folders: ['domain', 'ports'], packages: [] }

export const folderBoundaries: Readonly<Record<string, Boundary>> = {
  domain: { folders: [], packages: [] },
  ports: { folders: ['domain'], packages: [] },
  ingest: useCase,
  query: useCase,
  contract: { folders: [], packages: ['zod'] },
  config: { folders: [], packages: ['zod'] },
  observability: { folders: ['domain', 'ports'], packages: ['pino', 'pino-pretty', 'prom-client'] },
  http: {
    folders: ['ingest', 'query', 'contract', 'domain', 'ports', 'observability'],
    packages: ['fastify', '@fastify/multipart', '@fastify/swagger', 'fastify-type-provider-zod', 'zod'],
  },
  jobs: { folders: ['ingest', 'contract', 'domain', 'ports', 'observability'], packages: ['zod'] },
  cli: {
    folders: ['app', 'config', 'contract', 'domain', 'ports', 'observability'],
    packages: ['commander', 'cli-progress', 'cli-table3', 'picocolors', 'zod'],
  },
  app: {
    folders: ['adapters', 'config', 'contract', 'domain', 'http', 'ingest', 'jobs', 'observability', 'ports', 'query'],
    packages: ['kysely', 'pg-boss', 'picocolors', 'prom-client', 'zod'],
  },
}

/** An adapter sees ports, domain and its own vendor's packages; never another adapter. */
export const adapterPackages: Readonly<Record<string, readonly string[]>> = {
  analyse: ['snowball-stemmers'],
  'embedded-postgres': ['pg'],
  extract: [
    '@embedpdf/pdfium',
    '@mozilla/readability',
    'fflate',
    'htmlparser2',
    'iconv-lite',
    'jschardet',
    'linkedom',
    'saxes',
    'word-extractor',
  ],
  lancedb: ['@lancedb/lancedb', 'apache-arrow'],
  llm: ['ai', '@ai-sdk/google', '@ai-sdk/openai-compatible'],
  milvus: ['zod'],
  models: ['onnxruntime-node', '@huggingface/tokenizers', 'fflate', 'zod'],
  objects: [],
  postgres: ['kysely', 'pg', 'pg-boss', 'zod'],
}

/** The linter's rules that follow from the tables above. */
export function boundaryOverrides(): OxlintOverride[] {
  const folders = Object.entries(folderBoundaries).map(([folder, allowed]) => {
    const others = Object.keys({ ...folderBoundaries, adapters: null }).filter(
      (name) => name !== folder && !allowed.folders.includes(name),
    )
    return override(`src/${folder}`, others, allowed.packages)
  })
  const layers = Object.keys(folderBoundaries).filter((name) => name !== 'domain' && name !== 'ports')
  const adapters = Object.entries(adapterPackages).map(([adapter, packages]) => {
    const others = Object.keys(adapterPackages).filter((name) => name !== adapter)
    return override(`src/adapters/${adapter}`, [...layers, ...others], packages)
  })
  return [...folders, ...adapters]
}

function override(folder: string, refusedFolders: readonly string[], packages: readonly string[]): OxlintOverride {
  const refusedPackages = installable().filter((name) => !packages.includes(name))
  const patterns = [
    {
      regex: `^(?:\\.{1,2}/)+(?:adapters/)?(?:${refusedFolders.join('|')})/`,
      message: `${folder} must not import this folder: see lint-boundaries.ts and ARCHITECTURE.md.`,
    },
    {
      regex: `^(?:${refusedPackages.map(escape).join('|')})(?:/|$)`,
      message: `${folder} must not use this package: see lint-boundaries.ts and ARCHITECTURE.md.`,
    },
  ]
  return {
    files: [`${folder}/**/*.ts`],
    excludeFiles: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  }
}

/** Packages that are not in package.json are found by knip. The linter's expressions have no "anything but". */
function installable(): readonly string[] {
  return Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies })
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
