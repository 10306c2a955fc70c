/** `inner-products.wat`, assembled; its test does that again. */
export const assembled =
  'AGFzbQEAAAABCQFgBX9/f39/AAMCAQAFAwEACAcVAgZtZW1vcnkCAAhtdWx0aXBseQAACpYCAZMCAgJ/BHsDQP0MAAAAAAAAAAAAAAAAAAAAACEH/QwA' +
  'AAAAAAAAAAAAAAAAAAAAIQj9DAAAAAAAAAAAAAAAAAAAAAAhCf0MAAAAAAAAAAAAAAAAAAAAACEKIAMhBSAAIAJqIQYDQCAHIAD9AAQAIAX9AAQA/eYB' +
  '/eQBIQcgCCAA/QAEECAF/QAEEP3mAf3kASEIIAkgAP0ABCAgBf0ABCD95gH95AEhCSAKIAD9AAQwIAX9AAQw/eYB/eQBIQogAEHAAGohACAFQcAAaiEF' +
  'IAAgBkkNAAsgByAI/eQBIAkgCv3kAf3kASEHIAQgB/0fACAH/R8BkiAH/R8CIAf9HwOSkjgCACAEQQRqIQQgACABSQ0ACws='

/** Numbers of a vector are multiplied in groups of so many; what is missing to the last one is zero. */
const group = 16
const bytesOfNumber = 4
const bytesOfPage = 65_536
/**
 * Up to so many vectors are copied into a memory that all share, block by block. More have one of their own: they need not be copied for each
 * comparison, but each such memory sets aside some gigabytes of addresses.
 */
const copiedAtMost = 1_000

type Multiply = (vector: number, end: number, stride: number, sought: number, product: number) => void

interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

/** Node's types leave it out. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object
  readonly Instance: new (module: object) => {
    readonly exports: { readonly memory: Memory; readonly multiply: Multiply }
  }
}

const module = new WebAssembly.Module(Buffer.from(assembled, 'base64'))
const shared = instantiate(0)

/** The inner product of each of the vectors it holds with one. */
export type HeldVectors = (sought: Float32Array) => Float32Array

/** @param blocks vectors behind each other, `dimension` numbers each. */
export function holdVectors(blocks: readonly Float32Array[], dimension: number): HeldVectors {
  const numbers = blocks.reduce((sum, { length }) => sum + length, 0)
  if (numbers > copiedAtMost * dimension) {
    try {
      return held(blocks, dimension, numbers / dimension)
    } catch (error) {
      // no addresses left: they are copied then
      if (!(error instanceof RangeError)) throw error
    }
  }
  const vectors = joined(blocks, numbers)
  return (sought) => innerProducts(vectors, dimension, sought)
}

/** In a memory that nobody else uses: what is sought, the vectors, and their products, behind each other. */
function held(blocks: readonly Float32Array[], dimension: number, count: number): HeldVectors {
  const stride = strideOf(dimension)
  const product = stride + count * stride
  const { memory, multiply } = instantiate(product + count)
  let to = stride
  for (const block of blocks) {
    copyVectors(block, dimension, memory.subarray(to))
    to += (block.length / dimension) * stride
  }
  return (sought) => {
    memory.set(sought)
    multiply(stride * bytesOfNumber, product * bytesOfNumber, stride * bytesOfNumber, 0, product * bytesOfNumber)
    return memory.slice(product, product + count)
  }
}

/**
 * JavaScript multiplies one number at a time: 10,400 vectors of 384 numbers take 6.9 ms of processor time that way, here 2.9, most of it for copying them.
 * @param vectors behind each other, `dimension` numbers each; at most 30,000.
 */
export function innerProducts(vectors: Float32Array, dimension: number, sought: Float32Array): Float32Array {
  const count = dimension === 0 ? 0 : vectors.length / dimension
  const products = new Float32Array(count)
  const stride = strideOf(dimension)
  const { memory, multiply } = shared
  // what is sought, a block of vectors, and their products, behind each other
  const block = Math.floor((memory.length - stride) / (stride + 1))
  const [first, product] = [stride, stride + block * stride]
  memory.fill(0, 0, product)
  memory.set(sought)
  for (let from = 0; from < count; from += block) {
    const size = Math.min(block, count - from)
    copyVectors(vectors.subarray(from * dimension, (from + size) * dimension), dimension, memory.subarray(first))
    const [begin, end] = [first * bytesOfNumber, (first + size * stride) * bytesOfNumber]
    multiply(begin, end, stride * bytesOfNumber, 0, product * bytesOfNumber)
    products.set(memory.subarray(product, product + size), from)
  }
  return products
}

function strideOf(dimension: number): number {
  return Math.ceil(dimension / group) * group
}

/** Each at its stride; what lies between them stays. */
function copyVectors(vectors: Float32Array, dimension: number, to: Float32Array): void {
  const stride = strideOf(dimension)
  if (stride === dimension) return to.set(vectors)
  for (let at = 0; at * dimension < vectors.length; at += 1)
    to.set(vectors.subarray(at * dimension, (at + 1) * dimension), at * stride)
}

function joined(blocks: readonly Float32Array[], length: number): Float32Array {
  const [first, ...others] = blocks
  if (first !== undefined && others.length === 0) return first
  const all = new Float32Array(length)
  let at = 0
  for (const block of blocks) {
    all.set(block, at)
    at += block.length
  }
  return all
}

/** With room for so many numbers, and for those of the shared one at least. All of them are zero. */
function instantiate(numbers: number): { readonly memory: Float32Array; readonly multiply: Multiply } {
  const { exports } = new WebAssembly.Instance(module)
  const missing = numbers * bytesOfNumber - exports.memory.buffer.byteLength
  if (missing > 0) exports.memory.grow(Math.ceil(missing / bytesOfPage))
  return { memory: new Float32Array(exports.memory.buffer), multiply: exports.multiply }
}
