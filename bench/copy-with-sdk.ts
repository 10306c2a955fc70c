// Copies a collection into another that is there already, as people do it with the official SDK: its iterator, then insert.
import { MilvusClient, type RowData } from '@zilliz/milvus2-sdk-node'
import { figureOf } from './copy-figure.ts'

interface Request {
  readonly from: string
  readonly to: string
  readonly collection: string
  readonly into: string
  readonly fields: string[]
  readonly more: Readonly<Record<string, string>>
}

async function copy({ from, to, collection, into, fields, more }: Request) {
  const [source, target] = [new MilvusClient({ address: from }), new MilvusClient({ address: to })]
  await Promise.all([source.connectPromise, target.connectPromise])
  await source.loadCollection({ collection_name: collection })
  const figure = await figureOf(async () => {
    let rows = 0
    const pages = await source.queryIterator({
      collection_name: collection,
      batchSize: 1_000,
      output_fields: fields,
    })
    for await (const page of pages) {
      const data: RowData[] = page.map((row: RowData) => ({
        ...Object.fromEntries(fields.map((name) => [name, row[name]])),
        ...more,
      }))
      const { status } = await target.insert({ collection_name: into, data })
      if (status.code !== 0) throw new Error(status.reason)
      rows += data.length
    }
    return rows
  })
  await Promise.all([source.closeConnection(), target.closeConnection()])
  return figure
}

const [, , request = ''] = process.argv
// written by `copy-by-others.ts`
process.stdout.write(JSON.stringify(await copy(JSON.parse(request) as Request)))
