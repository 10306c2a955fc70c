import { randomUUID } from 'node:crypto'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import { silentLog } from '../harness/log.ts'
import { seededRandom } from '../harness/random.ts'
import { documentOf, specOf } from './vector-store-chunks.ts'

/**
 * Program that `vector-store-crash.test.ts` starts and kills: writes, rewrites and removes documents without end and prints a line
 * before (`begin`) and after (`end`) each change: `begin|end {document} {rows}`.
 */
const [directory = '', collection = '', company = '', seed = '1'] = process.argv.slice(2)
const never = new AbortController().signal
const random = seededRandom(Number(seed))
const companyId = parseCompanyId(company)
const store = await openLanceDb({ directory, collection, log: silentLog, searches: false })
await store.ensure(specOf(collection), never)
const present: ReturnType<typeof parseDocumentId>[] = []
console.log('ready')

for (let i = 0; ; i++) {
  const old = present[Math.floor(random() * present.length)]
  const choice = random()
  if (old !== undefined && choice < 0.2) {
    console.log(`begin ${old} 0`)
    await store.remove({ companyId, documentId: old }, never)
    present.splice(present.indexOf(old), 1)
    console.log(`end ${old} 0`)
  } else {
    const documentId = old !== undefined && choice < 0.4 ? old : parseDocumentId(randomUUID())
    const rows = 1 + Math.floor(random() * 20)
    const scope = { companyId, documentId }
    console.log(`begin ${documentId} ${rows}`)
    await store.replace(scope, documentOf(scope, rows, random), never)
    if (documentId !== old) present.push(documentId)
    console.log(`end ${documentId} ${rows}`)
  }
  if (i % 10 === 9) await store.maintain(never)
}
