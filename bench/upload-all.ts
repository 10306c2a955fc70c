import { DocumentWatch } from '../src/cli/upload/watch-documents.ts'
import { createFileClient, type FileClient } from '../src/client/node/file-client.ts'
import { systemClock } from '../src/flow/system-clock.ts'
import type { CorpusFile } from './corpus.ts'
import { timed } from './embed.ts'

const SENDERS = 4

/** A client of a product on this machine without identities. */
export function localClient(url: string): FileClient {
  const signal = new AbortController().signal
  const nobody = { company: null, user: null, operatorToken: null }
  return createFileClient({ url, ...nobody, timeoutMs: 120_000, signal, clock: systemClock })
}

/** Uploads with a few senders, and waits until everything is processed. */
export async function uploadAll(
  client: FileClient,
  files: readonly CorpusFile[],
): Promise<{ readonly ids: readonly string[]; readonly seconds: number; readonly chunks: number }> {
  const ids: string[] = []
  let chunks = 0
  const stopping = new AbortController()
  const watch = new DocumentWatch({
    client,
    clock: systemClock,
    signal: stopping.signal,
    // each question costs the product a count in its stores: often enough for the clock, seldom enough not to be measured
    pauseMs: 250,
    maxPauseMs: 250,
    onOutcome: (id, outcome) => {
      if (outcome.kind !== 'processed') throw new Error(`Document ${id} ended otherwise: ${JSON.stringify(outcome)}`)
      chunks += outcome.document.chunk_count ?? 0
    },
  })
  const queue = files.values()
  const sender = async () => {
    for (const file of queue) {
      const { document_id: id } = await client.upload(file)
      ids.push(id)
      watch.add(id)
    }
  }
  try {
    const seconds = await timed(async () => {
      const sending = Promise.all(Array.from({ length: SENDERS }, sender)).then(() => watch.close())
      await Promise.all([sending, watch.run()])
    })
    return { ids, seconds, chunks }
  } finally {
    stopping.abort()
  }
}
