import path from 'node:path'
import type { Log } from '../../../ports/log.ts'
import type { ModelFolder } from '../model-folder.ts'
import { unpackModel } from '../unpack-model.ts'

/**
 * Path of the unpacked reader; null where the model has none. It is named after what it holds: installations that share the cache may have
 * different ones for the same model. Its table of word pieces is that of the embedder, beside whose unpacked file it has to lie, so there is
 * none for a model that is used where it is.
 * @throws AppError `configuration` when it is damaged.
 */
export async function unpackReader(
  { name, modelPath, packed, reader }: Pick<ModelFolder, 'name' | 'modelPath' | 'packed' | 'reader'>,
  home: string,
  log?: Log,
): Promise<string | null> {
  if (reader === null) return null
  if (!packed) {
    log?.warn({ model: name }, 'the reader is not used: it needs model.onnx.gz, and its folder has model.onnx')
    return null
  }
  const as = `reader-${reader.sha256.slice(0, 16)}`
  const file = {
    name: `${name}'s reader`,
    modelPath: path.join(path.dirname(modelPath), 'reader.onnx.gz'),
    packed,
    sha256: reader.sha256,
  }
  return (await unpackModel(file, home, log, { model: `${as}.onnx`, stamp: `${as}.json` })).path
}
