import { afterAll } from 'vitest'
import { letGoOfServers } from './milvus/share-server.ts'
import { closeExtractor } from './one-extractor.ts'

// Runs for each test file, also where several share one process.
afterAll(letGoOfServers)
afterAll(closeExtractor)
