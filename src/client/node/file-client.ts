import { createClient, type Client, type ClientOptions } from '../client.ts'
import { sendFile, type FileToSend } from './send-file.ts'

/** The client where there is a file system: a file is a path. */
export type FileClient = Client<FileToSend>

export function createFileClient(options: ClientOptions): FileClient {
  return createClient(options, sendFile)
}
