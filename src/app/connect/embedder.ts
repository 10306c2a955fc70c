import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHttpEmbedder } from '../../adapters/models/http/http-embedder.ts'
import { readModelFolder } from '../../adapters/models/model-folder.ts'
import { createOnnxEmbedder } from '../../adapters/models/onnx-embedder.ts'
import { builtInEmbedders, type BuiltInEmbedder, type Config, type LocalEmbedder } from '../../config/schema.ts'
import { AppError } from '../../domain/errors.ts'
import { incompatibilities, type EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Log } from '../../ports/log.ts'
import type { Embedder } from '../../ports/models.ts'
import { collectGarbage } from './collect-garbage.ts'

/** For new installations (`docs/decisions/0025-the-default-embedder-is-e5.md`). */
const defaultEmbedder: BuiltInEmbedder = 'multilingual-e5-small'

/** Each takes 250 to 350 MB, and a worker's other threads could not feed more. */
const mostProcesses = 8

const modelsFolder = fileURLToPath(new URL('../../../models/', import.meta.url))

export interface EmbedderDeps {
  readonly config: Config
  /** `documents` in a worker, `questions` in an API; `seldom`: the model is loaded when it is first needed. */
  readonly use: 'documents' | 'questions' | 'seldom'
  readonly log: Log
}

/**
 * The embedder that existing data decides, or the configured one for a new installation.
 * @param adopted the model that filled a collection which is there but not yet in PostgreSQL.
 * @throws AppError `embedder_mismatch` when a configured embedder differs from the one that filled the active collection.
 */
export async function openEmbedder(
  deps: EmbedderDeps,
  active: CollectionRow | null,
  adopted: BuiltInEmbedder | null,
): Promise<Embedder> {
  const embedder = await open(deps, active?.fingerprint ?? null, adopted)
  if (active === null) return embedder
  const differences = incompatibilities(active.fingerprint, embedder.fingerprint)
  if (differences.length === 0) return embedder
  await embedder.close()
  throw new AppError(
    'embedder_mismatch',
    `The documents in collection "${active.name}" were embedded with ${active.fingerprint.model}, and the configured ` +
      `embedder is another one (${differences.join('; ')}). Their vectors cannot be compared. Unset ATENEX_EMBEDDER to use ` +
      'the one the documents were embedded with, or start with an empty ATENEX_DATA_DIR and database.',
  )
}

/**
 * The embedder a move goes to, for looking at it; null when the settings name none. The caller closes it.
 * @throws AppError `configuration` when its folder is not that of a model.
 */
export async function openTargetEmbedder(deps: EmbedderDeps): Promise<Embedder | null> {
  const { targetEmbedder } = deps.config
  return targetEmbedder === null ? null : openLocal(folderOf(targetEmbedder), deps)
}

async function open(
  deps: EmbedderDeps,
  stored: EmbedderFingerprint | null,
  adopted: BuiltInEmbedder | null,
): Promise<Embedder> {
  const { embedder, targetEmbedder } = deps.config
  // after a move to another embedder either one may be that of the active collection
  if (stored !== null && targetEmbedder !== null && (await modelOf(targetEmbedder)) === stored.model) {
    return openLocal(folderOf(targetEmbedder), deps)
  }
  switch (embedder.kind) {
    case 'auto':
      return openLocal(folderOf({ kind: 'built-in', name: builtInName(stored, adopted) }), deps)
    case 'built-in':
    case 'folder':
      return openLocal(folderOf(embedder), deps)
    case 'http':
      return createHttpEmbedder({
        url: embedder.url,
        api: embedder.api,
        model: embedder.model,
        key: () => embedder.key?.reveal() ?? null,
        dimension: embedder.dimension,
        prefixRule: embedder.prefixes,
      })
  }
}

const folderOf = (local: LocalEmbedder) =>
  local.kind === 'built-in' ? path.join(modelsFolder, local.name) : path.resolve(local.path)

const modelOf = async (local: LocalEmbedder) => (await readModelFolder(folderOf(local))).name

function builtInName(stored: EmbedderFingerprint | null, adopted: BuiltInEmbedder | null): BuiltInEmbedder {
  if (stored === null) return adopted ?? defaultEmbedder
  const known = builtInEmbedders.find((name) => name === stored.model)
  if (known !== undefined) return known
  throw new AppError(
    'embedder_mismatch',
    `The documents were embedded with ${stored.model}, which is not built in. Set ATENEX_EMBEDDER (and what belongs to it) to that model.`,
  )
}

/**
 * A worker embeds with all cores, in processes that give way to questions. Questions are short and few at a time: one process is
 * enough for them.
 */
async function openLocal(modelDir: string, { config, use, log }: EmbedderDeps): Promise<Embedder> {
  return createOnnxEmbedder({
    modelDir,
    cacheDir: path.join(config.dataDir, 'models'),
    processes: config.embedder.processes ?? (use === 'documents' ? Math.min(availableParallelism(), mostProcesses) : 1),
    background: use === 'documents',
    onDemand: use === 'seldom',
    reads: use === 'questions',
    // who loads it while it is at work collects nothing else for a while
    onTokenizerParsed: collectGarbage,
    log,
  })
}
