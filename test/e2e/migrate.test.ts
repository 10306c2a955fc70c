import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkReply } from '../../src/contract/health.ts'
import {
  migration as migrationShape,
  migrationReply,
  planReply,
  type Migration,
} from '../../src/contract/migrations.ts'
import { apiOf, workerMs, type Api } from '../harness/api.ts'
import { atenex } from '../harness/atenex.ts'
import { readRunbook } from '../harness/runbook.ts'
import { createTestAuthority } from '../harness/milvus/certificates.ts'
import { startFaultProxy, type FaultProxy } from '../harness/milvus/fault-proxy.ts'
import { leaveOriginal } from '../harness/milvus/original-installation.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import type { RealMilvus } from '../harness/milvus/server-process.ts'
import { pretendZilliz, type PretendedZilliz } from '../harness/milvus/zilliz-profile.ts'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'
import { discardProduct, oneEmbedder, startProduct, type Product } from '../harness/product.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const standalone = await findServer('Milvus Standalone 2.3.5')
const lite = await findServer('Milvus Lite 3.2.0')
const original = await pythonEnvironment('pymilvus-2.4.15')
/** A document of one sentence each, a question that both words and meaning answer, and the word that the quote must have. */
const facts = [
  ['La piscina municipal abre a las nueve de la mañana.', '¿A qué hora abre la piscina municipal?', 'nueve'],
  [
    'El alquiler de la oficina cuesta ochocientos euros al mes.',
    '¿Cuánto cuesta el alquiler de la oficina?',
    'ochocientos',
  ],
  ['La receta del bizcocho lleva cinco huevos.', '¿Cuántos huevos lleva la receta del bizcocho?', 'cinco'],
  ['El presidente del club ciclista es Ramiro Valdés.', '¿Quién es el presidente del club ciclista?', 'Ramiro'],
  ['La garantía de la lavadora dura treinta meses.', '¿Cuánto dura la garantía de la lavadora?', 'treinta'],
  ['El tren a Lisboa sale del andén doce.', '¿De qué andén sale el tren a Lisboa?', 'doce'],
  ['La biblioteca presta un máximo de seis libros.', '¿Cuántos libros presta la biblioteca?', 'seis'],
  ['El perro de la granja se llama Canelo.', '¿Cómo se llama el perro de la granja?', 'Canelo'],
  ['La vacuna de la gripe se pone en octubre.', '¿Cuándo se pone la vacuna de la gripe?', 'octubre'],
  ['El vino de la cooperativa fermenta en barricas de roble.', '¿En qué barricas fermenta el vino?', 'roble'],
  ['La matrícula del camión de reparto es 4711 KLM.', '¿Cuál es la matrícula del camión de reparto?', '4711'],
] as const

/** Documents the original left behind; the others are uploaded. */
const left = 4

/** Of both: the old one has no retrieval by words, so PostgreSQL's text index stands in for it. */
const retrieval = { mode: 'hybrid', degraded: false, reasons: [] }

describe.skipIf(standalone.missing || lite.missing || original.found === null)(
  'a move of an installation of the original from its Milvus Standalone 2.3.5 to what is taken for Zilliz Cloud, and back',
  () => {
    const servers: RealMilvus[] = []
    let env: Readonly<Record<string, string>>
    let product: Product
    let database: TestDatabase
    /** Milvus Lite with the manners of Zilliz Cloud. */
    let cloud: FaultProxy
    let pretended: PretendedZilliz
    let secrets: string
    const companyId = randomUUID()
    const documents = new Map<number, string>()
    beforeAll(async () => {
      const [old, anew] = [await standalone.start(), await lite.start()]
      servers.push(old, anew)
      const authority = await createTestAuthority()
      const certificate = await authority.issue('127.0.0.1')
      await authority.close()
      cloud = await startFaultProxy(anew.port, certificate, true)
      // the rates and the request size of Zilliz' smallest plan; it sleeps at first
      const rates = { writeBytesASecond: 2_000_000, deleteBytesASecond: 500_000 }
      pretended = pretendZilliz({ ...rates, requestBytes: 64 * 1024 * 1024, asleepFor: 3, apiKey: 'an-api-key' })
      cloud.plan(pretended.decide)
      secrets = await mkdtemp(path.join(tmpdir(), 'atenex-secrets-'))
      const [ca, key] = [path.join(secrets, 'ca.pem'), path.join(secrets, 'key')]
      await writeFile(ca, authority.ca)
      await writeFile(key, 'an-api-key\n')
      database = await createTestDatabase()
      const texts = facts.slice(0, left).map(([text], at) => ({ fileName: `acta ${at + 1}.txt`, text }))
      const place = { address: old.address, database: 'default', databaseUrl: database.url }
      const folder = await mkdtemp(path.join(tmpdir(), 'atenex-model-'))
      const ids = await leaveOriginal(needed(original), { ...place, companyId, texts, folder })
      await removeFolder(folder)
      for (const [at, id] of ids.entries()) documents.set(at + 1, id)
      env = {
        ...oneEmbedder,
        DATABASE_URL: database.url,
        INGEST_MILVUS_URI: old.address,
        QUERY_MILVUS_URI: old.address,
        ATENEX_TARGET_MILVUS_URI: cloud.address,
        ATENEX_TARGET_MILVUS_TLS_CA: ca,
        ATENEX_TARGET_ZILLIZ_API_KEY_FILE: key,
      }
      product = await startProduct({ env })
    })
    afterAll(async () => {
      await discardProduct(product)
      await cloud?.close()
      for (const server of servers) await server.stop()
      await database.drop()
      await removeFolder(secrets)
    })

    /** The command line as an operator uses it. */
    const asked = async (...args: readonly string[]): Promise<unknown> =>
      JSON.parse(await atenex('--url', product.url, '--json', ...args))
    const standing = async (...args: readonly string[]) => migrationShape.parse(await asked('migrate', ...args))

    /** What the command line asks for. */
    const look = async () =>
      migrationReply.parse(await (await fetch(`${product.url}/api/v1/migrations/current`)).json()).migration

    async function until(state: Migration['state']): Promise<Migration> {
      let last: Migration | null = null
      const there = async () => {
        last = await look()
        return last?.state === state
      }
      await waitFor(there, {
        what: () => `the move to be ${state}, it is ${JSON.stringify(last)}`,
        timeoutMs: workerMs,
      })
      return standing('status')
    }

    const runbooks = { there: 'zilliz-cutover.md', back: 'rollback.md' } as const
    /** What the numbered step of a runbook says, word by word; `between` happens after its first command. */
    async function follow(
      book: keyof typeof runbooks,
      number: number,
      between: () => Promise<void> = async () => undefined,
    ): Promise<void> {
      const step = (await readRunbook(runbooks[book])).find(({ heading }) => heading.startsWith(`${number}. `))
      if (step === undefined || step.commands.length === 0) throw new Error(`step ${number} says nothing to do`)
      for (const [at, command] of step.commands.entries()) {
        const [name, ...args] = command.split(' ')
        expect(name).toBe('atenex')
        // a file is named from the folder the operator is in
        if (command.includes('.json'))
          await promisify(execFile)(process.execPath, [main, '--url', product.url, ...args], { cwd: product.dataDir })
        else await atenex('--url', product.url, ...args)
        if (at === 0) await between()
      }
    }

    async function caughtUp(): Promise<void> {
      const there = async () => {
        const lag = (await look())?.lag
        return lag !== undefined && lag.from + lag.to === 0
      }
      await waitFor(there, { what: 'the lag to be 0', timeoutMs: workerMs })
    }

    /** Each document is found with its own question, and the answers come from that side. */
    async function expectFound(api: Api, documents: ReadonlyMap<number, string>, side: 'from' | 'to'): Promise<void> {
      // every process follows a switch within two seconds; until then either side answers, and rightly
      const legs = side === 'from' ? 'dense only' : 'dense and sparse'
      const followed = async () => {
        const { parts } = checkReply.parse(await (await api.fetch('/api/v1/check')).json())
        return parts.some(({ name, detail }) => name === 'collection' && detail.includes(legs))
      }
      // asks every part of the installation
      await waitFor(followed, { what: `answers from the side ${side}`, everyMs: 250 })
      for (const [number, id] of documents) {
        const [, question, word] = facts[number - 1] ?? facts[0]
        const reply = await api.ask(question)
        expect(reply.retrieval).toEqual(retrieval)
        expect(reply.citations[0]).toMatchObject({ document_id: id, quote: expect.stringContaining(word) })
      }
    }

    test('loses no write, brings no deleted document back and fails no question, with a worker killed twice', async () => {
      const api = apiOf(product.url, companyId)
      const add = async (number: number) => {
        const id = await api.uploaded(`acta ${number}.txt`, (facts[number - 1] ?? facts[0])[0])
        documents.set(number, id)
        return id
      }
      const drop = async (number: number) => {
        expect(await api.delete(documents.get(number) ?? '')).toBe(204)
        documents.delete(number)
      }
      const settled = async () => {
        for (const id of documents.values()) expect((await api.finished(id)).status).toBe('processed')
      }
      for (let number = left + 1; number <= 8; number += 1) await add(number)
      await settled()
      const wordsIndexed = async () => !(await api.ask(facts[0][1])).retrieval.degraded
      await waitFor(wordsIndexed, { what: 'the words of the documents that were left' })

      await follow('there', 1)
      expect(planReply.parse(await asked('migrate', 'plan'))).toMatchObject({
        go: true,
        documents: 8,
        to: { exists: false },
      })
      expect(pretended.met.asleep).toBe(3)
      await follow('there', 2)
      await follow('there', 3, async () => {
        await product.kill('worker')
        await add(9)
        await drop(1)
      })
      await follow('there', 4, () => product.kill('worker'))
      const verified = await until('verified')
      expect(verified.verification).toMatchObject({ different: 0, differences: [], unowned: [] })
      await settled()
      // what was added during the move may be processed only after the comparison, and reaches the new store last
      await caughtUp()
      await standing('shadow', '--share', '1')
      await expectFound(api, documents, 'from')
      const shadowed = async () => {
        await api.ask(facts[8][1])
        return ((await look())?.shadow.compared ?? 0) > 0
      }
      await waitFor(shadowed, { what: 'a question that also went to the new store', everyMs: 500 })
      expect((await standing('status')).shadow).toMatchObject({ share: 1, failed: 0, overlap: 1 })

      // one company alone, and then all
      const pids = await product.pids()
      const alone = { companies: 1, ids: [companyId] }
      expect(await standing('cutover', '--company', companyId)).toMatchObject({ state: 'verified', alone })
      await expectFound(api, documents, 'from')
      await follow('there', 5)
      expect(await standing('status')).toMatchObject({ state: 'cut_over', answering: 'to', alone: { companies: 0 } })
      await expectFound(api, documents, 'to')
      await add(10)
      await drop(2)
      await settled()
      await expectFound(api, documents, 'to')
      await caughtUp()

      await follow('back', 1)
      await follow('back', 2)
      expect(await standing('status')).toMatchObject({ state: 'copied', answering: 'from' })
      await add(11)
      await drop(3)
      await settled()
      await expectFound(api, documents, 'from')
      await follow('back', 3)
      await until('verified')
      await follow('there', 5)
      await expectFound(api, documents, 'to')
      await follow('there', 6)
      await follow('there', 7)
      const finished = await standing('status')
      expect(finished).toMatchObject({ state: 'finished', answering: 'to' })
      await expect(standing('finish', '--drop', 'another')).rejects.toThrow('another')
      const dropped = await standing('finish', '--drop', finished.from.name)
      expect(dropped).toMatchObject({ state: 'finished', dropped_at: expect.any(String) })
      expect(await product.pids()).toEqual(pids)

      // the report of all of it is genuine without the server, and nothing differs
      await follow('there', 8)
      const file = path.join(product.dataDir, 'move.json')
      expect(await asked('migrate', 'report', '--check', file)).toMatchObject({ genuine: true, differences: [] })
      await writeFile(file, (await readFile(file, 'utf8')).replace('"finished"', '"finishes"'))
      await expect(asked('migrate', 'report', '--check', file)).rejects.toMatchObject({ code: 1 })

      // and after a restart the row in PostgreSQL still says where the documents are
      const { dataDir } = product
      expect(await product.stop()).toBe(0)
      product = await startProduct({ dataDir, env })
      await expectFound(apiOf(product.url, companyId), documents, 'to')
      // two moves, each step of which a worker does that stands back for a busy machine
    })
  },
)
