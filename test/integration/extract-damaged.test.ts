import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import { AppError } from '../../src/domain/errors.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { makeDocx, paragraph } from '../fixtures/extract/make-docx.ts'
import { makeBook, spanishText } from '../fixtures/extract/make-pdf.ts'
import { seededRandom } from '../harness/random.ts'
import { anyCompany } from '../harness/documents.ts'

interface Sample {
  readonly name: string
  readonly bytes: () => Buffer
}

/** The documents that are read beside the repository when they are there; never a condition for the test. */
const outside = path.resolve('../shared/data/documents')
const copiesOfEach = 3
const seed = 20_261_123

const companyId = anyCompany()
const folder = mkdtempSync(path.join(tmpdir(), 'atenex-damaged-'))
// By the clock only what hangs reaches it: on a busy machine a file that takes three seconds may take ten times as long.
const extractor = createExtractor({ processes: 2, timeoutMs: 300_000 })
afterAll(async () => {
  await extractor.close()
  rmSync(folder, { recursive: true, force: true })
})

function ownSamples(): Sample[] {
  const text = Array.from({ length: 30 }, (_, index) => spanishText(index, 5))
  return [
    { name: 'libro.pdf', bytes: () => makeBook(20) },
    { name: 'informe.docx', bytes: () => makeDocx({ body: text.map((one) => paragraph(one)).join('') }) },
    { name: 'contrato.doc', bytes: () => readFileSync(new URL('../fixtures/extract/contrato.doc', import.meta.url)) },
    { name: 'notas.md', bytes: () => Buffer.from(`# Notas\n\n${text.join('\n\n')}`) },
    {
      name: 'pagina.html',
      bytes: () => Buffer.from(`<html><body><h1>Uno</h1>${text.map((one) => `<p>${one}</p>`).join('')}`),
    },
    { name: 'texto.txt', bytes: () => Buffer.from(text.join('\n\n'), 'latin1') },
  ]
}

function outsideSamples(): Sample[] {
  if (!existsSync(outside)) return []
  const names = readdirSync(outside, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => /\.(?:pdf|docx|doc|md|html|txt)$/.test(name))
    .map((name) => ({ name, bytes: () => readFileSync(path.join(outside, name)) }))
}

let files = 0
async function outcome(bytes: Buffer, name: string): Promise<string> {
  const file = path.join(folder, `original-${files++}`)
  writeFileSync(file, bytes)
  try {
    const fileType = await detectFileType(file, path.basename(name))
    expectSound(await extractor.extract({ companyId, path: file, fileType, signal: new AbortController().signal }))
    return 'text'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  } finally {
    rmSync(file, { force: true })
  }
}

function truncated(bytes: Buffer, random: () => number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * (0.05 + random() * 0.9)))
}

function bitFlipped(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes)
  for (let flips = 0; flips < 1 + Math.floor(copy.length / 2_000); flips++) {
    const at = Math.floor(random() * copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return copy
}

const samples = [...ownSamples(), ...outsideSamples()]
const expected = new Set([
  'text',
  'unsupported_type',
  'password_protected',
  'no_text',
  'no_text_layer',
  'corrupt_file',
  'archive_bomb',
  'too_complex',
  'too_much_text',
])

describe('every document and its damaged copies', () => {
  it('reads each of the project’s own documents whole', async () => {
    for (const { name, bytes } of ownSamples()) expect(`${name}: ${await outcome(bytes(), name)}`).toBe(`${name}: text`)
  })

  it(`ends as text or a coded refusal for ${samples.length} documents and ${copiesOfEach} cut and ${copiesOfEach} bit-flipped copies of each`, async () => {
    const random = seededRandom(seed)
    const tally = new Map<string, number>()
    const count = async (kind: string, bytes: Buffer, name: string): Promise<void> => {
      const end = await outcome(bytes, name)
      expect(expected, `${kind} ${name}, seed ${seed}: ${end}`).toContain(end)
      const key = `${kind}: ${end}`
      tally.set(key, (tally.get(key) ?? 0) + 1)
    }
    for (const { name, bytes } of samples) {
      const whole = bytes()
      const copies = Array.from(
        { length: copiesOfEach },
        () => [truncated(whole, random), bitFlipped(whole, random)] as const,
      )
      await count('whole', whole, name)
      await Promise.all(copies.flatMap(([cut, flipped]) => [count('cut', cut, name), count('flipped', flipped, name)]))
    }
    console.info(Object.fromEntries([...tally].toSorted(([a], [b]) => a.localeCompare(b))))
    expect([...tally.values()].reduce((sum, each) => sum + each, 0)).toBe(samples.length * (1 + 2 * copiesOfEach))
  })
})
