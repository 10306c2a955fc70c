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

const useCase: Boundary = { folders: ['domain', 'ports', 'flow'], packages: [] }

export const folderBoundaries: Readonly<Record<string, Boundary>> = {
  domain: { folders: [], packages: [] },
  ports: { folders: ['domain'], packages: [] },
  flow: { folders: ['domain', 'ports'], packages: [] },
  disk: { folders: ['domain'], packages: [] },
  cost: useCase,
  ingest: useCase,
  move: useCase,
  query: useCase,
  reconcile: useCase,
  contract: { folders: [], packages: ['zod'] },
  config: { folders: [], packages: ['zod'] },
  observability: { folders: ['domain', 'ports'], packages: ['pino', 'pino-pretty', 'prom-client'] },
  access: useCase,
  mcp: { folders: ['contract', 'domain'], packages: ['@modelcontextprotocol/server', 'zod'] },
  http: {
    folders: [
      'access',
      'cost',
      'ingest',
      'query',
      'move',
      'mcp',
      'contract',
      'domain',
      'ports',
      'flow',
      'observability',
    ],
    packages: ['@modelcontextprotocol/server', 'fastify', '@fastify/swagger', 'fastify-type-provider-zod', 'zod'],
  },
  jobs: { folders: ['ingest', 'contract', 'domain', 'ports', 'flow', 'observability'], packages: ['zod'] },
  client: { folders: ['contract', 'domain', 'flow', 'ports'], packages: ['zod'] },
  cli: {
    folders: ['app', 'client', 'config', 'contract', 'domain', 'mcp', 'ports', 'flow', 'observability'],
    packages: ['@modelcontextprotocol/server', 'commander', 'cli-progress', 'cli-table3', 'picocolors', 'zod'],
  },
  app: {
    folders: [
      'access',
      'adapters',
      'config',
      'contract',
      'cost',
      'disk',
      'domain',
      'flow',
      'http',
      'ingest',
      'jobs',
      'move',
      'observability',
      'ports',
      'query',
      'reconcile',
    ],
    packages: ['fastify', 'kysely', 'pg-boss', 'prom-client', 'zod'],
  },
}

/** An adapter sees ports, domain, flow, disk and its own vendor's packages; never another adapter. */
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
    'micromark',
    'micromark-extension-gfm-footnote',
    'micromark-extension-gfm-strikethrough',
    'micromark-extension-gfm-table',
    'micromark-util-decode-string',
    'micromark-util-normalize-identifier',
    'micromark-util-subtokenize',
    'micromark-util-types',
    'numfmt',
    'papaparse',
    'postal-mime',
    'saxes',
    'tesseract.js-core',
  ],
  gcs: ['@google-cloud/storage'],
  ledger: [],
  lancedb: ['@lancedb/lancedb', 'apache-arrow'],
  llm: ['ai', '@ai-sdk/google', '@ai-sdk/openai-compatible'],
  milvus: ['zod'],
  models: ['onnxruntime-node', '@huggingface/tokenizers', 'fflate', 'zod'],
  neighbours: ['zod'],
  objects: [],
  tokens: ['jose'],
  tracing: [
    '@opentelemetry/api',
    '@opentelemetry/core',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace-base',
  ],
  webhooks: [],
  postgres: ['kysely', 'pg', 'pg-boss', 'pg-connection-string', 'zod'],
}

/**
 * Layers inside one folder: each may import those it names and itself. Files that stand in the folder itself, above the
 * layers, see all of them and are seen by none.
 */
export const folderLayers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'adapters/extract': {
    engine: [],
    layout: [],
    containers: ['engine'],
    sheets: ['layout'],
    text: ['engine', 'layout'],
    html: ['engine', 'layout', 'text'],
    markdown: ['engine', 'layout', 'text', 'html'],
    pdf: ['engine', 'layout'],
    docx: ['engine', 'layout', 'containers', 'text', 'html', 'rtf', 'sheets'],
    doc: ['engine', 'layout', 'containers'],
    csv: ['engine', 'layout', 'text', 'sheets'],
    xlsx: ['engine', 'layout', 'containers', 'sheets', 'docx'],
    xls: ['engine', 'layout', 'containers', 'text', 'sheets'],
    pptx: ['engine', 'layout', 'containers', 'docx'],
    odf: ['engine', 'layout', 'containers', 'sheets'],
    rtf: ['engine', 'layout', 'text'],
    epub: ['engine', 'layout', 'containers', 'text', 'html'],
    mail: ['engine', 'layout', 'text', 'html'],
    msg: ['engine', 'layout', 'containers', 'text', 'rtf', 'mail'],
    image: ['engine'],
    ocr: ['engine', 'layout', 'text'],
    formats: [
      'engine',
      'containers',
      'text',
      'html',
      'markdown',
      'pdf',
      'docx',
      'doc',
      'csv',
      'xlsx',
      'xls',
      'pptx',
      'odf',
      'rtf',
      'epub',
      'mail',
      'msg',
      'image',
    ],
    detect: ['formats', 'containers', 'text'],
    process: ['formats', 'engine', 'ocr'],
  },
  'adapters/milvus': {
    grpc: [],
    wire: [],
    calls: ['grpc', 'wire'],
    collection: ['calls', 'wire'],
    rows: ['collection', 'calls', 'wire'],
    raw: ['rows', 'collection', 'calls', 'wire'],
    doctor: ['rows', 'collection', 'calls', 'wire', 'grpc'],
  },
  'adapters/models': { tokenizer: [], inference: [], reader: ['inference', 'tokenizer'], http: ['tokenizer'] },
  app: {
    connect: [],
    collections: ['connect'],
    parts: ['collections', 'connect'],
    check: ['parts', 'collections', 'connect'],
    roles: ['check', 'parts', 'collections', 'connect'],
    process: ['roles', 'parts', 'connect'],
  },
  ingest: { attachments: [], chunk: [], events: [], scans: [] },
  move: { rows: [], carry: ['rows'], shadow: [], verify: ['rows', 'carry'], plan: ['rows'], ledger: ['plan', 'carry'] },
  query: { find: [], question: [], untrusted: [], answer: ['find', 'untrusted'] },
}

/** Folders below src are never deeper than this. */
const deepest = 4

/** The linter's rules that follow from the tables above. */
export function boundaryOverrides(): OxlintOverride[] {
  const folders = Object.entries(folderBoundaries).flatMap(([folder, allowed]) => {
    const others = Object.keys({ ...folderBoundaries, adapters: null }).filter(
      (name) => name !== folder && !allowed.folders.includes(name),
    )
    return overridesOf(folder, others, allowed.packages)
  })
  const shared = ['domain', 'ports', 'flow', 'disk']
  const above = Object.keys(folderBoundaries).filter((name) => !shared.includes(name))
  const adapters = Object.entries(adapterPackages).flatMap(([adapter, packages]) => {
    const others = Object.keys(adapterPackages).filter((name) => name !== adapter)
    return overridesOf(`adapters/${adapter}`, [...above, ...others.map((name) => `adapters/${name}`)], packages)
  })
  return [...folders, ...adapters]
}

/**
 * One rule for each depth, because the linter sees an import as it is written: only with the depth of its file do the
 * `../` say which folder is meant.
 */
function overridesOf(folder: string, refused: readonly string[], packages: readonly string[]): OxlintOverride[] {
  const layers = Object.entries(folderLayers[folder] ?? {})
  const inLayers = layers.flatMap(([layer, allowed]) => {
    const others = layers.map(([name]) => name).filter((name) => name !== layer && !allowed.includes(name))
    return depthsBelow(`${folder}/${layer}`).map((depth) => {
      const up = depth - folder.split('/').length
      return override(
        `${folder}/${layer}`,
        depth,
        [refusedLayers(up, others), ...refusedFolders(depth, refused)],
        packages,
      )
    })
  })
  const outside = depthsBelow(folder)
    .filter((depth) => layers.length === 0 || depth === folder.split('/').length)
    .map((depth) => override(folder, depth, refusedFolders(depth, refused), packages))
  return [...outside, ...inLayers]
}

function depthsBelow(folder: string): number[] {
  const own = folder.split('/').length
  return Array.from({ length: deepest - own + 1 }, (_, more) => own + more)
}

/** Folders of src, and folders of `adapters` also by the way that does not leave it. */
function refusedFolders(depth: number, folders: readonly string[]): RegExp[] {
  const neighbours = folders.flatMap((folder) => (folder.startsWith('adapters/') ? [folder.slice(9)] : []))
  return [
    ...(folders.length === 0 ? [] : [new RegExp(`^(?:\\./)?${goingUp(depth)}(?:${folders.join('|')})/`)]),
    ...(neighbours.length === 0 ? [] : [new RegExp(`^(?:\\./)?${goingUp(depth - 1)}(?:${neighbours.join('|')})/`)]),
  ]
}

/** Other layers of the same folder, and the files above them. */
function refusedLayers(up: number, layers: readonly string[]): RegExp {
  return new RegExp(`^(?:\\./)?${goingUp(up)}(?:${[...layers.map((name) => `${name}/`), '[^/.]+\\.ts$'].join('|')})`)
}

function goingUp(steps: number): string {
  return `(?:\\.\\./){${steps}}`
}

function override(
  folder: string,
  depth: number,
  refused: readonly RegExp[],
  packages: readonly string[],
): OxlintOverride {
  const refusedPackages = installable().filter((name) => !packages.includes(name))
  const patterns = [
    ...refused.map(({ source }) => ({
      regex: source.replaceAll('\\/', '/'),
      message: `${folder} must not import this folder: see lint-boundaries.ts and ARCHITECTURE.md.`,
    })),
    {
      regex: `^(?:${refusedPackages.map(escape).join('|')})(?:/|$)`,
      message: `${folder} must not use this package: see lint-boundaries.ts and ARCHITECTURE.md.`,
    },
  ]
  return {
    files: [`src/${folder}/${'*/'.repeat(depth - folder.split('/').length)}*.ts`],
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
