import type { Log } from '../../../ports/log.ts'
import type { PagePainter } from '../../../ports/page-painter.ts'
import { withDefaults } from './extractor-options.ts'
import { createPool } from './process-pool.ts'
import { runTwice } from './run-twice.ts'

const mebibyte = 1024 * 1024
/** They stand beside an API, which has little memory; a page of a PDF of 100 MB takes less. */
const options = { processes: 1, maxRssBytes: 340 * mebibyte, recycleAfterFiles: 50, recycleAboveBytes: 160 * mebibyte }

/** Draws pages in child processes like those that read files. The first is started for the first page; one stays warm. */
export function createPagePainter({ log }: { readonly log?: Log } = {}): PagePainter {
  const pool = createPool(withDefaults({ ...options, ...(log === undefined ? {} : { log }) }))
  return {
    paint: async ({ width, ...request }) => {
      const outcome = await runTwice(pool, { ...request, imageWidth: width }, log)
      if (outcome.kind !== 'drawn') throw new Error(`an image was asked for, and ${outcome.kind} came`)
      return outcome.image
    },
    close: async () => pool.close(),
  }
}
