/**
 * Version of what is indexed of a document: the rules in `ingest/chunk/chunk-document.ts`, part of an embedder's fingerprint. Raise it when the same document would be cut
 * differently, or when what is embedded or searched of a chunk changes (2: title and file name, spellings of numbers and codes). Collections of
 * an earlier version go on working, because whatever was added stands beside what was there. It stands here because adapters may not import `ingest`.
 */
export const chunkingVersion = '2'
