import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type * as Arrow from 'apache-arrow'
import type * as Lance from '@lancedb/lancedb'
import { AppError } from '../../domain/errors.ts'

/** The native library, the Arrow library it was built with, and its version. */
export interface Vendor {
  readonly lance: typeof Lance
  readonly arrow: typeof Arrow
  readonly version: string
}

/**
 * Read by the native side when it starts; set outside, they win. Without them a search at 100,000 rows holds up to 600 MB
 * (readahead for cloud storage: 2 GB buffer, 8 threads), with them 300 MB at the same speed. Its own warnings about
 * retried commits would go to stderr past our log; they are handled here.
 */
const nativeSettings = {
  LANCE_DEFAULT_IO_BUFFER_SIZE: String(32 * 1024 * 1024),
  LANCE_IO_THREADS: '2',
  LANCEDB_LOG: 'error',
}

/**
 * Loads the optional dependency on first use, so that an installation on Milvus or Zilliz runs without it. Through
 * `require`, because the library is CommonJS: an `import` of Arrow would give it a second copy whose classes it does not know.
 * @throws AppError `configuration` when the package is missing or has no binary for this machine.
 */
export function loadVendor(): Vendor {
  for (const [name, value] of Object.entries(nativeSettings)) process.env[name] ??= value
  const load = createRequire(import.meta.url)
  try {
    // `require` returns any: these are the packages' own types.
    const lance = load('@lancedb/lancedb') as typeof Lance
    const arrow = load('apache-arrow') as typeof Arrow
    return { lance, arrow, version: versionOf(load.resolve('@lancedb/lancedb')) }
  } catch (cause) {
    throw new AppError(
      'configuration',
      'The embedded vector store needs the optional packages @lancedb/lancedb and apache-arrow, which could not be ' +
        `loaded on ${process.platform}-${process.arch}. Install with optional dependencies, or set ATENEX_VECTOR_STORE=milvus.`,
      { cause },
    )
  }
}

/** The package does not export its `package.json`, so it is read as a file. */
function versionOf(entry: string): string {
  const file = path.join(path.dirname(entry), '..', 'package.json')
  // npm wrote it: it has a version
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
