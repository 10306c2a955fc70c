import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AppError } from '../../domain/errors.ts'
import { prepareDataFolder } from './data-folder.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'atenex-data-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function refusal(dataDir: string): AppError {
  try {
    prepareDataFolder(dataDir)
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error(`${dataDir} was not refused with an AppError`)
}

test('a data folder is made with its parents, closed to others, and may be there already', () => {
  const dataDir = path.join(folder, 'new', 'deep')
  prepareDataFolder(dataDir)
  prepareDataFolder(dataDir)
  expect(statSync(dataDir).isDirectory()).toBe(true)
  expect(statSync(dataDir).mode & 0o066).toBe(0)
})

test('a data folder that cannot be is refused in a sentence that names the setting and the place', () => {
  const file = path.join(folder, 'a-file')
  writeFileSync(file, '')
  for (const dataDir of [file, path.join(file, 'below')]) {
    const error = refusal(dataDir)
    expect(error.code).toBe('configuration')
    expect(error.message).toMatch(/^ATENEX_DATA_DIR .*a-file.* is not a folder/)
  }
})

// a recursive mkdir of Node never comes back from there
test.runIf(process.platform === 'linux')(
  'a place where the system makes no folders is refused, not tried for ever',
  () => {
    expect(refusal('/proc/atenex/data').code).toBe('configuration')
  },
)
