import * as ort from 'onnxruntime-node'
import { sessionOptions } from './session-options.ts'
import { wideTensor } from './token-tensor.ts'

/** An ONNX model that reads two texts as one sequence of token ids and gives one number for them. */
export interface PairModel {
  /** @param segments of each token, as the model was taught: which of the texts it is of. */
  read(ids: Int32Array, segments: Int32Array): Promise<number>
}

export async function openPairModel(path: string): Promise<PairModel> {
  const session = await ort.InferenceSession.create(path, sessionOptions)
  return {
    async read(ids, segments) {
      const { score } = await session.run({
        input_ids: wideTensor(ids),
        attention_mask: wideTensor(new Int32Array(ids.length).fill(1)),
        token_type_ids: wideTensor(segments),
      })
      const [value] = score?.data instanceof Float32Array ? score.data : []
      if (value === undefined || !Number.isFinite(value)) throw new Error('the reader gave no finite number')
      return value
    },
  }
}
