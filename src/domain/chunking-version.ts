/**
 * Version of the rules in `ingest/chunk/chunk-document.ts`, part of an embedder's fingerprint. Raise it when the same document would be cut
 * differently. It stands here because adapters may not import `ingest`.
 */
export const chunkingVersion = '2'
