import { readFields, readText, readWindow } from './protobuf/protobuf-reader.ts'
import type { ProtoReader } from './protobuf/protobuf-reader.ts'
import { encodeMessage, writePresentStringField, writeStringField } from './protobuf/protobuf-writer.ts'
import type { Reply } from './status.ts'
import { decodeReply } from './status.ts'

/** `RunAnalyzerRequest`: how the server would take a text apart. Reads nothing and changes nothing. */
export function encodeRunAnalyser(parameters: string, text: string): Buffer {
  return encodeMessage((request) => {
    writeStringField(request, 2, parameters)
    writePresentStringField(request, 3, text)
  })
}

/** The terms of the text. */
export function decodeRunAnalyser(bytes: Buffer): Reply<readonly string[]> {
  const terms: string[] = []
  return decodeReply(
    bytes,
    (reader, field, wireType) => {
      if (field !== 2 || wireType !== 2) return false
      readResult(readWindow(reader), terms)
      return true
    },
    () => terms,
  )
}

function readResult(result: ProtoReader, terms: string[]): void {
  readFields(result, (field, wireType) => {
    if (field !== 1 || wireType !== 2) return false
    const token = readWindow(result)
    readFields(token, (inner, innerType) => {
      if (inner !== 1 || innerType !== 2) return false
      terms.push(readText(token))
      return true
    })
    return true
  })
}
