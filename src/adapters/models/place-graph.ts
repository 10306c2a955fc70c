import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { hashFile } from '../../disk/hash-file.ts'
import { replaceFile } from '../../disk/replace-file.ts'
import { AppError } from '../../domain/errors.ts'
import type { ModelFolder } from './model-folder.ts'

/**
 * Path of what the runtime loads: `graph.onnx` where the model has one, otherwise the model. A graph works out the same with operators that
 * take less time, and has hardly any numbers of its own: it refers to places in the unpacked `model.onnx`, so it is put beside that one.
 * @throws AppError `configuration` when it is missing or not the one that `model.json` names.
 */
export async function placeGraph(
  { modelPath, packed, graph }: Pick<ModelFolder, 'modelPath' | 'packed' | 'graph'>,
  home: string,
  unpacked: string,
): Promise<string> {
  if (graph === null) return unpacked
  const source = path.join(path.dirname(modelPath), 'graph.onnx')
  // named after what it holds, since installations that share the cache may have different ones for the same model
  const target = packed ? path.join(home, `graph-${graph.sha256.slice(0, 16)}.onnx`) : source
  if ((await hashFile(target).catch(() => null)) === graph.sha256) return target
  const content = await readFile(source).catch(() => null)
  if (content === null || createHash('sha256').update(content).digest('hex') !== graph.sha256) {
    throw new AppError(
      'configuration',
      `${source} is not the graph that its model.json names. Restore it from a fresh copy.`,
    )
  }
  await replaceFile(target, content)
  return target
}
