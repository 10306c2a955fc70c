// A process of its own, started by upload-crowd.ts, so that what sending costs is not measured as waiting: URL COMPANY COUNT BYTES.
import { apiOf } from '../test/harness/api.ts'

const [url = '', company = '', count = '0', bytes = '0'] = process.argv.slice(2)
const api = apiOf(url, company)

/** As large as wanted with one sentence to embed: what is measured is the upload. */
const page = (number: number) => {
  const text = `<p>El plazo de entrega del pedido ${number} es de ${number + 2} días.</p><!--`
  return `${text}${'x'.repeat(Number(bytes) - text.length - 3)}-->`
}

const pages = Array.from({ length: Number(count) }, (_, number) => page(number))
process.stdout.write('begins\n')
const statuses = await Promise.all(
  pages.map(async (content, number) => {
    try {
      const reply = await api.upload(`pedido ${number}.html`, content)
      await reply.arrayBuffer()
      return reply.status
    } catch (error) {
      return error instanceof Error ? error.name : 'no reply'
    }
  }),
)
process.stdout.write(`${JSON.stringify(statuses)}\n`)
