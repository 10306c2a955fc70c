import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Another program that reads a kind of file, one call a file: its text page by page, or null when it cannot read this one. */
export interface Reference {
  readonly name: string
  readonly endings: readonly string[]
  readonly read: (path: string) => readonly string[] | null
  /** The headings it tells; left out where it tells none. */
  readonly titles?: (path: string) => readonly string[]
}

const timeoutMs = 60_000
const maxBytes = 256 * 1024 * 1024
const all: readonly (Reference & { readonly test: readonly [string, readonly string[]] })[] = [
  { name: 'pdftotext', endings: ['pdf'], read: (path) => paged('pdftotext', [path, '-']), test: ['pdftotext', ['-v']] },
  {
    name: 'pandoc',
    endings: ['docx', 'md', 'markdown', 'odt', 'rtf', 'epub'],
    read: (path) => whole('pandoc', ['-t', 'plain', '--wrap=none', path]),
    titles: (path) =>
      (whole('pandoc', ['-t', 'commonmark', '--wrap=none', path])?.[0] ?? '').match(/(?<=^#{1,6} ).*/gmu) ?? [],
    test: ['pandoc', ['-v']],
  },
  {
    name: 'antiword',
    endings: ['doc'],
    read: (path) => whole('antiword', ['-w', '0', path]),
    test: ['antiword', ['-h']],
  },
  { name: 'catdoc', endings: ['doc'], read: (path) => whole('catdoc', ['-w', path]), test: ['catdoc', ['-V']] },
  {
    name: 'its bytes',
    endings: ['txt'],
    read: (path) => [readFileSync(path, 'utf8')],
    test: [process.execPath, ['-v']],
  },
]

/** The programs that are installed on this machine. */
export function installedReferences(): readonly Reference[] {
  return all.filter(({ test: [command, args] }) => {
    const { error, status } = spawnSync(command, args, { timeout: timeoutMs })
    return error === undefined && status !== null && status < 2
  })
}

function whole(command: string, args: readonly string[]): readonly string[] | null {
  const { status, stdout } = spawnSync(command, args, { timeout: timeoutMs, maxBuffer: maxBytes, encoding: 'utf8' })
  return status === 0 ? [stdout] : null
}

/** The last form feed ends the last page. */
function paged(command: string, args: readonly string[]): readonly string[] | null {
  return whole(command, args)?.[0]?.split('\f').slice(0, -1) ?? null
}
