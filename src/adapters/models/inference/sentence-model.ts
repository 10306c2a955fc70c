import * as ort from 'onnxruntime-node'
import { sessionOptions } from './session-options.ts'
import { wideTensor } from './token-tensor.ts'

/** An ONNX encoder that gives one unit vector for one sequence of token ids. */
export interface SentenceModel {
  /**
   * @param parts begin and end of parts in tokens; their unit vectors, pooled from the same pass, follow the text's own where the
   *   model gives the vectors of its tokens. A part without tokens gets zeros.
   */
  embed(ids: Int32Array, parts: Int32Array | null): Promise<Float32Array>
}

/** Vectors of the tokens, computed only when asked for. */
const tokenOutput = 'token_embeddings'
const knownInputs = ['input_ids', 'attention_mask', 'token_type_ids']

export async function openSentenceModel(path: string): Promise<SentenceModel> {
  const session = await ort.InferenceSession.create(path, sessionOptions)
  const strange = session.inputNames.filter((name) => !knownInputs.includes(name))
  if (strange.length > 0) throw new Error(`the model asks for unknown inputs: ${strange.join(', ')}`)
  const wide = inputsAre64Bit(session)
  const output = chooseOutput(session.outputNames)
  const pools = session.outputNames.includes(tokenOutput)
  return {
    async embed(ids, parts) {
      const feeds: Record<string, ort.Tensor> = {}
      for (const name of session.inputNames) feeds[name] = inputTensor(name, ids, wide)
      if (parts === null || !pools) return toUnitVector((await session.run(feeds, [output]))[output])
      const results = await session.run(feeds, [output, tokenOutput])
      return withParts(toUnitVector(results[output]), results[tokenOutput], parts)
    },
  }
}

function inputsAre64Bit(session: ort.InferenceSession): boolean {
  const first = session.inputMetadata[0]
  return first === undefined || !first.isTensor || first.type !== 'int32'
}

function chooseOutput(names: readonly string[]): string {
  for (const wanted of ['sentence_embedding', 'last_hidden_state']) if (names.includes(wanted)) return wanted
  const [first] = names
  if (first === undefined) throw new Error('the model has no output')
  return first
}

function inputTensor(name: string, ids: Int32Array, wide: boolean): ort.Tensor {
  const values = name === 'input_ids' ? ids : new Int32Array(ids.length).fill(name === 'attention_mask' ? 1 : 0)
  return wide ? wideTensor(values) : new ort.Tensor('int32', values, [1, ids.length])
}

/** A sentence embedding as it is, token embeddings by their mean; of unit length in both cases. */
function toUnitVector(tensor: ort.Tensor | undefined): Float32Array {
  if (!tensor || !(tensor.data instanceof Float32Array)) throw new Error('the model gives no float32 output')
  const [, second = 0, third] = tensor.dims
  const vector = third === undefined ? tensor.data : meanOfRows(tensor.data, second, third)
  const squares = sumOfSquares(vector)
  if (!Number.isFinite(squares) || squares === 0) throw new Error('the model gave no finite vector')
  // Inside the graph it is unit length to seven digits; dividing again would only change the last bit.
  if (Math.abs(squares - 1) < 1e-4) return vector
  const length = Math.sqrt(squares)
  return vector.map((value) => value / length)
}

/** The text's vector and, behind it, the mean of each part's tokens at unit length. */
function withParts(whole: Float32Array, tensor: ort.Tensor | undefined, parts: Int32Array): Float32Array {
  if (!tensor || !(tensor.data instanceof Float32Array)) return whole
  const width = whole.length
  const tokens = tensor.data.length / width
  const all = new Float32Array(width * (1 + parts.length / 2))
  all.set(whole)
  for (let part = 0; part * 2 < parts.length; part += 1) {
    const from = Math.min(parts[part * 2] ?? 0, tokens)
    const to = Math.min(parts[part * 2 + 1] ?? 0, tokens)
    const sum = all.subarray(width * (part + 1), width * (part + 2))
    for (let row = from; row < to; row += 1) {
      for (let column = 0; column < width; column += 1) sum[column]! += tensor.data[row * width + column]! // bounds: to <= tokens
    }
    const length = Math.sqrt(sumOfSquares(sum)) || 1
    for (let column = 0; column < width; column += 1) sum[column]! /= length
  }
  return all
}

function sumOfSquares(vector: Float32Array): number {
  let squares = 0
  for (const value of vector) squares += value * value
  return squares
}

function meanOfRows(values: Float32Array, rows: number, width: number): Float32Array {
  const sum = new Float32Array(width)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < width; column += 1) sum[column]! += values[row * width + column]! // bounds: row < rows, column < width
  }
  return sum.map((value) => value / rows)
}
