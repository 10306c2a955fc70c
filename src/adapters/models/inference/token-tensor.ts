import * as ort from 'onnxruntime-node'

/** One sequence of token ids, or of numbers beside them, as an input of 64 bits. */
export function wideTensor(values: Int32Array): ort.Tensor {
  return new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length])
}
