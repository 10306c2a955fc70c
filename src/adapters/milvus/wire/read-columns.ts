import type { ProtoReader } from './protobuf/protobuf-reader.ts'
import {
  MalformedReply,
  readFields,
  readFloats,
  readIntegers,
  readText,
  readVarint,
  readWindow,
} from './protobuf/protobuf-reader.ts'

/** One column of a reply. Exactly one of the three arrays is filled, as the type says. */
export interface Column {
  readonly name: string
  readonly texts: readonly string[]
  readonly integers: readonly number[]
  /** All vectors one after the other. */
  readonly floats: Float32Array
  /** Floats of one vector; 0 for other types. */
  readonly dimension: number
}

const noFloats: Float32Array = new Float32Array(0)

/** Reads one `schema.FieldData`. */
export function readColumn(outer: ProtoReader): Column {
  const reader = readWindow(outer)
  let name = ''
  const texts: string[] = []
  const integers: number[] = []
  let floats = noFloats
  let dimension = 0
  readFields(reader, (field, wireType) => {
    if (wireType !== 2) return false
    if (field === 2) name = readText(reader)
    else if (field === 3) readScalars(readWindow(reader), texts, integers)
    else if (field === 4) {
      const vectors = readVectors(readWindow(reader))
      floats = vectors.floats
      dimension = vectors.dimension
    } else return false
    return true
  })
  return { name, texts, integers, floats, dimension }
}

function readScalars(reader: ProtoReader, texts: string[], integers: number[]): void {
  readFields(reader, (field, wireType) => {
    if (wireType !== 2 || (field !== 2 && field !== 3 && field !== 6)) return false
    const data = readWindow(reader)
    readFields(data, (inner, innerType) => {
      if (inner !== 1) return false
      if (field === 6) texts.push(readText(data))
      else readIntegers(data, innerType, integers)
      return true
    })
    return true
  })
}

function readVectors(reader: ProtoReader): { dimension: number; floats: Float32Array } {
  let dimension = 0
  let floats = noFloats
  readFields(reader, (field, wireType) => {
    if (field === 1 && wireType === 0) {
      dimension = readVarint(reader)
      return true
    }
    if (field !== 2 || wireType !== 2) return false
    const data = readWindow(reader)
    readFields(data, (inner, innerType) => {
      if (inner !== 1) return false
      if (innerType !== 2) throw new MalformedReply('The floats of a vector are not packed')
      floats = readFloats(data)
      return true
    })
    return true
  })
  return { dimension, floats }
}
