import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createOnnxEmbedder,
  type OnnxEmbedder,
  type OnnxEmbedderOptions,
} from '../../src/adapters/models/onnx-embedder.ts'
import { unmeasuredTraits } from '../../src/domain/embedder-traits.ts'
import type { EmbedRole } from '../../src/ports/models.ts'
import { anyCompany } from '../harness/documents.ts'
import { asPassages, asQuestion } from '../harness/embed-request.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { waitFor } from '../harness/wait.ts'
import { signalProcess } from '../harness/signal-process.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const models = path.join(import.meta.dirname, '../../models')
const small = path.join(models, 'all-MiniLM-L6-v2')
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

interface Reference {
  readonly cases: readonly {
    /** Only where a model tells questions and passages apart. */
    readonly role?: EmbedRole
    readonly text: string
    readonly embedding: readonly number[]
  }[]
}

const until = (condition: () => boolean) =>
  waitFor(async () => condition(), { what: 'the embedding process', everyMs: 1 })

describe('an embedder in processes of its own', () => {
  let folder: string
  /** Unpacked once: nearly all that the tests would take, where it is not the matter. */
  let unpacked: string
  const opened: OnnxEmbedder[] = []
  beforeAll(async () => {
    unpacked = await mkdtemp(path.join(tmpdir(), 'atenex-models-'))
  })
  afterAll(() => removeFolder(unpacked))
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'atenex-embed-'))
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((embedder) => embedder.close()))
    await removeFolder(folder)
  })
  const cacheDir = (): string => path.join(folder, 'cache')
  const open = async (options: Partial<OnnxEmbedderOptions> = {}): Promise<OnnxEmbedder> => {
    const embedder = await createOnnxEmbedder({ modelDir: small, cacheDir: unpacked, processes: 1, ...options })
    opened.push(embedder)
    return embedder
  }
  /** With a cache that was empty when the test began. */
  const openAnew = (options: Partial<OnnxEmbedderOptions> = {}) => open({ cacheDir: cacheDir(), ...options })
  const pidOf = (embedder: OnnxEmbedder): number => embedder.processes[0]?.pid ?? -1
  const unpackedFile = async (): Promise<string> => {
    const [home = ''] = await readdir(cacheDir())
    return path.join(cacheDir(), home, 'model.onnx')
  }

  it.each([
    // without VNNI int8 products saturate: .9926 was the least seen there
    ['multilingual-e5-small', 0.99, 384, 'f800691afc0228b62d6913e1144587a0e9b95137fcce2c1021d92ba475509101'],
    ['use-multilingual-v3', 0.9999, 512, '0efce2e448e8dc011f164dd3847c2f18921fdf6a0bbf67ce418018ac3115b42f'],
    ['all-MiniLM-L6-v2', 0.97, 384, '080d3b177288663d7fa505c2633d11dee22b81035e8e51141031c4a3b2e886b7'],
  ])('gives the embeddings of the reference for %s', async (name, least, dimension, revision) => {
    const embedder = await open({ modelDir: path.join(models, name) })
    expect(embedder.fingerprint).toMatchObject({
      model: name,
      dimension,
      revision,
      prefixRule: name === 'multilingual-e5-small' ? 'query:/passage:' : 'none',
      normalised: true,
    })
    // The file is the project's own and has this form.
    const { cases } = JSON.parse(readFileSync(path.join(models, name, 'reference.json'), 'utf8')) as Reference
    const tried = cases.filter(({ text }) => text !== '')
    for (const { role = 'passage', text, embedding: expected } of tried) {
      const [embedding] = await embedder.embed([text], { ...asPassages(), role })
      const cosine = expected.reduce((sum, value, i) => sum + value * (embedding?.[i] ?? 0), 0)
      expect(cosine, text.slice(0, 60)).toBeGreaterThanOrEqual(least)
    }
  })

  it('knows what belongs to a model from its folder, and takes one without a description as it is', async () => {
    const described = await open({ modelDir: path.join(models, 'multilingual-e5-small') })
    expect(described.traits.fusionWeight).toBeGreaterThan(unmeasuredTraits.fusionWeight)
    expect(described.traits.relevance).not.toBeNull()
    expect(described.traits.languages).toContain('es')
    expect((await open()).traits).toEqual({ ...unmeasuredTraits, languages: ['en'] })
  })

  it('leaves the question marks out of questions where the model does better without them', async () => {
    const embedder = await open()
    const [question] = await embedder.embed(['¿Cuál es el plazo?'], asQuestion())
    const [bare, marked] = await embedder.embed(['Cuál es el plazo', '¿Cuál es el plazo?'], asPassages())
    expect(question).toEqual(bare)
    expect(question).not.toEqual(marked)
  })

  it('unpacks once, also when two start at the same time', async () => {
    await Promise.all([openAnew(), openAnew()])
    const before = await stat(await unpackedFile())
    await openAnew()
    const after = await stat(await unpackedFile())
    expect(after.mtimeMs).toBe(before.mtimeMs)
    expect(after.ino).toBe(before.ino)
    const [home = ''] = await readdir(cacheDir())
    expect((await readdir(path.join(cacheDir(), home))).toSorted()).toEqual(['model.onnx', 'stamp.json'])
  })

  it.skipIf(process.platform === 'win32')('keeps what it unpacks for its own account', async () => {
    await openAnew()
    const file = await unpackedFile()
    const modes = [cacheDir(), path.dirname(file), file, path.join(path.dirname(file), 'stamp.json')]
    expect(await Promise.all(modes.map(async (place) => (await stat(place)).mode & 0o777))).toEqual([
      0o700, 0o700, 0o600, 0o600,
    ])
  })

  it.each(['cut off', 'changed'])('makes an unpacked model anew that was %s', async (damage) => {
    await (await openAnew()).close()
    const file = await unpackedFile()
    const { size } = await stat(file)
    if (damage === 'cut off') await truncate(file, 1_000_000)
    else await writeFile(file, Buffer.alloc(size, 7))
    expect(await (await openAnew()).embed(['uno'], asPassages())).toHaveLength(1)
    expect((await stat(file)).size).toBe(size)
  })

  it('refuses a packed model that is damaged', async () => {
    const modelDir = path.join(folder, 'damaged')
    await copyModel(modelDir, ['tokenizer.json', 'model.json'])
    await writeFile(path.join(modelDir, 'model.onnx.gz'), 'no model')
    await expect(openAnew({ modelDir })).rejects.toMatchObject({ code: 'configuration' })
  })

  it('takes another model with its tokenizer as a folder and finds out its dimension', async () => {
    const modelDir = path.join(folder, 'my-model')
    await copyModel(modelDir, ['tokenizer.json'])
    const packed = createReadStream(path.join(small, 'model.onnx.gz'))
    await pipeline(packed, createGunzip(), createWriteStream(path.join(modelDir, 'model.onnx')))
    const { fingerprint } = await openAnew({ modelDir })
    expect(fingerprint).toMatchObject({ model: 'my-model', dimension: 384 })
    expect(fingerprint.revision).toBe('080d3b177288663d7fa505c2633d11dee22b81035e8e51141031c4a3b2e886b7')
  })

  it('loads the model when it is first needed, once for all who ask, where that is wanted', async () => {
    const embedder = await open({ onDemand: true })
    expect(embedder.fingerprint).toMatchObject({ model: 'all-MiniLM-L6-v2', dimension: 384 })
    expect(embedder.countTokens('two words')).toBe(4)
    expect(embedder.processes).toEqual([])
    const asked = await Promise.all(['one', 'two'].map((text) => embedder.embed([text], asPassages())))
    expect(asked.flat().map(({ length }) => length)).toEqual([384, 384])
    expect(embedder.processes).toHaveLength(1)
    const unasked = await open({ onDemand: true })
    await unasked.close()
    await expect(unasked.embed(['one'], asPassages())).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('says at once that a file is no model', async () => {
    const modelDir = path.join(folder, 'no-model')
    await copyModel(modelDir, ['tokenizer.json'])
    await writeFile(path.join(modelDir, 'model.onnx'), 'no model')
    await expect(openAnew({ modelDir })).rejects.toMatchObject({ code: 'embedder_unavailable' })
  })

  it('loses no text when its process is killed in the middle of them, and starts another', async () => {
    const embedder = await open()
    const before = pidOf(embedder)
    const texts = Array.from({ length: 60 }, (_, i) => `Texto ${i}`)
    // standing still, it can be done with none of them before it is killed
    signalProcess(before, 'SIGSTOP')
    const running = embedder.embed(texts, asPassages())
    setImmediate(() => setImmediate(() => signalProcess(before, 'SIGKILL')))
    const embeddings = await running
    expect(embeddings).toHaveLength(60)
    expect(pidOf(embedder)).not.toBe(before)
    const [alone] = await embedder.embed(texts.slice(31, 32), asPassages())
    expect(alone).toEqual(embeddings[31])
  })

  it('gives up when every process it starts is killed, says so, and works again later', async () => {
    const clock = createTestClock()
    const embedder = await open({ clock })
    const texts = Array.from({ length: 200 }, (_, i) => `Texto ${i}`)
    signalProcess(pidOf(embedder), 'SIGSTOP')
    const failed = embedder.embed(texts, asPassages()).catch((error: unknown) => error)
    for (let ends = 1; ends <= 7; ends += 1) {
      await until(() => pidOf(embedder) > 0)
      signalProcess(pidOf(embedder), 'SIGKILL')
      await until(() => pidOf(embedder) === -1)
      // the longest pause before a restart, and much less than the minute in which ends are counted
      await clock.tick(3_200)
    }
    expect(await failed).toMatchObject({ code: 'embedder_unavailable', retryable: true })
    await expect(embedder.embed(['uno'], asPassages())).rejects.toMatchObject({ code: 'embedder_unavailable' })
    await clock.tick(5_000)
    expect(await embedder.embed(['uno'], asPassages())).toHaveLength(1)
  })

  it('kills a process that gives no sign of life and sends its texts again', async () => {
    const clock = createTestClock()
    const embedder = await open({ clock })
    const before = pidOf(embedder)
    signalProcess(before, 'SIGSTOP')
    const embeddings = embedder.embed(['uno'], asPassages())
    await clock.tick(60_000)
    await until(() => pidOf(embedder) === -1)
    await clock.tick(100)
    expect(await embeddings).toHaveLength(1)
    expect(isAlive(before)).toBe(false)
  })

  it('serves companies in turn: a hundred long questions of one do not delay the question of another', async () => {
    const embedder = await open()
    const [busy, other] = [anyCompany(), anyCompany()]
    let answered = 0
    const leaving = new AbortController()
    const many = Array.from({ length: 100 }, async (_, i) => {
      await embedder.embed([`¿${i}? ${'palabra '.repeat(1_200)}`], asQuestion(leaving.signal, busy))
      answered += 1
    })
    const ended = Promise.allSettled(many)
    await until(() => answered > 2)
    const before = answered
    await embedder.embed(['¿Plazo?'], asQuestion(undefined, other))
    // the one in the model, the one whose answer is under way, and a few that this thread has not looked at
    expect(answered - before).toBeLessThan(10)
    leaving.abort()
    await ended
  })

  it('replaces a process that has grown above the limit without losing a text', async () => {
    const embedder = await open({ rssLimit: 1 })
    const before = pidOf(embedder)
    const texts = Array.from({ length: 450 }, (_, i) => `t ${i}`)
    const embeddings = await embedder.embed(texts, asPassages())
    expect(embeddings.every((embedding) => embedding.length === 384)).toBe(true)
    expect(pidOf(embedder)).not.toBe(before)
    expect(isAlive(before)).toBe(false)
  })

  it('lets the sentences of a question wait for no later question', async () => {
    const embedder = await open()
    const order: string[] = []
    const note = (name: string) => () => order.push(name)
    const questions = Array.from({ length: 20 }, (_, i) => `¿Plazo ${i}?`)
    const earlier = questions.map((question) => embedder.embed([question], asQuestion()).then(note('question')))
    const sentences = embedder.embed(['El plazo.'], { ...asPassages(), urgent: true }).then(note('sentence'))
    const later = questions.map((question) => embedder.embed([question], asQuestion()).then(note('later')))
    await Promise.all([...earlier, sentences, ...later])
    expect(order.indexOf('sentence')).toBeLessThan(order.indexOf('later'))
  })

  it('answers a question before the passages that were there first', async () => {
    const embedder = await open()
    const order: string[] = []
    const texts = Array.from({ length: 60 }, (_, i) => `Texto ${i}`)
    const passages = embedder.embed(texts, asPassages()).then(() => order.push('passages'))
    const question = embedder.embed(['¿Plazo?'], asQuestion()).then(() => order.push('question'))
    await Promise.all([passages, question])
    expect(order).toEqual(['question', 'passages'])
  })

  it('stops its processes when it is closed and refuses what still waits', async () => {
    const embedder = await open({ processes: 2 })
    const pids = embedder.processes.map(({ pid }) => pid ?? -1)
    const texts = Array.from({ length: 200 }, (_, i) => `t ${i}`)
    const refusal = embedder.embed(texts, asPassages()).catch((error: unknown) => error)
    await embedder.close()
    expect(await refusal).toMatchObject({ code: 'embedder_unavailable' })
    expect(pids.map(isAlive)).toEqual([false, false])
  })

  it('leaves no process behind when its parent is killed', async () => {
    const script = path.join(import.meta.dirname, 'embed-parent.ts')
    const parent = spawn(process.execPath, [script, small, unpacked], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(parent.stdout, 'data')
    const pids: number[] = JSON.parse(String(line))
    expect(pids.map(isAlive)).toEqual([true, true])
    parent.kill('SIGKILL')
    await vi.waitFor(() => expect(pids.map(isAlive)).toEqual([false, false]), { timeout: 100_000, interval: 50 })
  })
})

async function copyModel(modelDir: string, names: readonly string[]): Promise<void> {
  await mkdir(modelDir, { recursive: true })
  for (const name of names) await copyFile(path.join(small, name), path.join(modelDir, name))
}
