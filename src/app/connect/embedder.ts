import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHttpEmbedder } from '../../adapters/models/http/http-embedder.ts'
import { createOnnxEmbedder } from '../../adapters/models/onnx-embedder.ts'
import { builtInEmbedders, type BuiltInEmbedder, type Config } from '../../config/schema.ts'
import { AppError } from '../../domain/errors.ts'
import { incompatibilities, type EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Log } from '../../ports/log.ts'
import type { Embedder } from '../../ports/models.ts'

/** For new installations (`docs/decisions/0022-the-default-embedder-is-e5.md`). */
const defaultEmbedder: BuiltInEmbedder = 'multilingual-e5-small'

const modelsFolder = fileURLToPath(new URL('../../../models/', import.meta.url))

/**
 * The embedder that existing data decides, or the configured one for a new installation.
 * @param adopted the model that filled a collection which is there but not yet in PostgreSQL.
 * @throws AppError `embedder_mismatch` when a configured embedder differs from the one that filled the active collection.
 */
export async function openEmbedder(
  config: Config,
  active: CollectionRow | null,
  adopted: BuiltInEmbedder | null,
  log: Log,
): Promise<Embedder> {
  const embedder = await open(config, active?.fingerprint ?? null, adopted, log)
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

async function open(
  config: Config,
  stored: EmbedderFingerprint | null,
  adopted: BuiltInEmbedder | null,
  log: Log,
): Promise<Embedder> {
  const { embedder } = config
  switch (embedder.kind) {
    case 'auto':
      return openLocal(path.join(modelsFolder, builtInName(stored, adopted)), config, log)
    case 'built-in':
      return openLocal(path.join(modelsFolder, embedder.name), config, log)
    case 'folder':
      return openLocal(path.resolve(embedder.path), config, log)
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

function builtInName(stored: EmbedderFingerprint | null, adopted: BuiltInEmbedder | null): BuiltInEmbedder {
  if (stored === null) return adopted ?? defaultEmbedder
  const known = builtInEmbedders.find((name) => name === stored.model)
  if (known !== undefined) return known
  throw new AppError(
    'embedder_mismatch',
    `The documents were embedded with ${stored.model}, which is not built in. Set ATENEX_EMBEDDER (and what belongs to it) to that model.`,
  )
}

function openLocal(modelDir: string, config: Config, log: Log): Promise<Embedder> {
  return createOnnxEmbedder({
    modelDir,
    cacheDir: path.join(config.dataDir, 'models'),
    processes: config.embedder.processes,
    log,
  })
}
