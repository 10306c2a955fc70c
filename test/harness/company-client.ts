import { setTimeout as delay } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { apiOf, type Api } from './api.ts'
import { secretWord, spanishText } from './texts.ts'
import { waitFor } from './wait.ts'

/** One company that uploads, sends the same again, asks and deletes, and knows what has to be there in the end. */
export interface CompanyClient {
  readonly company: string
  readonly api: Api
  /** Document of each content that has to be there. */
  readonly live: ReadonlyMap<number, string>
  /** Documents that must never be seen again. */
  readonly deleted: ReadonlySet<string>
  /** Requests that were acknowledged. */
  readonly steps: () => number
  /** What the server said that cannot be true. */
  readonly contradictions: readonly string[]
  /** Questions that were answered by both legs. */
  readonly answered: () => number
  /** Those of them whose answer lacks what a processed document says. */
  readonly wrong: readonly string[]
  /** Goes on until it is told to stop. */
  readonly work: (stop: AbortSignal) => Promise<void>
  /** Asks for each document that has to be there, once all are processed. */
  readonly askForAll: () => Promise<void>
}

interface ClientOptions {
  readonly url: string
  readonly random: () => number
  /** Longest pause between two requests. */
  readonly pauseMs: number
}

const patience = { timeoutMs: 180_000, everyMs: 200 } as const

export function companyClient({ url, random, pauseMs }: ClientOptions): CompanyClient {
  const company = randomUUID()
  const api = apiOf(url, company)
  const live = new Map<number, string>()
  const deleted = new Set<string>()
  const contradictions: string[] = []
  let sent = 0
  const wrong: string[] = []
  let steps = 0
  let answered = 0

  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]

  const upload = async (content: number): Promise<void> => {
    const known = live.get(content)
    const id = await uploadUntilAcknowledged(api, content)
    if (deleted.has(id)) contradictions.push(`content ${content} was answered with ${id}, which was deleted`)
    if (known !== undefined && known !== id) contradictions.push(`content ${content} is there as ${known} and as ${id}`)
    live.set(content, id)
  }
  const remove = async (content: number): Promise<void> => {
    const id = live.get(content)
    if (id === undefined) return
    live.delete(content)
    deleted.add(id)
    await deleteUntilGone(api, id)
  }

  /** What only one processed document says. A question that is refused, or answered without one leg and said so, is none of ours. */
  const ask = async (content: number | undefined): Promise<boolean> => {
    if (content === undefined) return false
    const word = secretWord(content)
    const status = await api.status(live.get(content) ?? '').catch(() => null)
    if (status?.status !== 'processed') return false
    const reply = await api.ask(word).catch(() => null)
    if (reply === null || reply.retrieval.degraded) return false
    answered += 1
    if (!reply.answer.includes(word)) wrong.push(`asked for ${word}, of a processed document: ${reply.answer}`)
    return true
  }

  const step = async (): Promise<void> => {
    const contents = [...live.keys()]
    const dice = random()
    if (dice < 0.2 && contents.length > 0) {
      // often the newest: its worker is at it right now
      const victim = random() < 0.5 ? contents.at(-1) : pick(contents)
      if (victim !== undefined) await remove(victim)
    } else if (dice < 0.35 && sent > 0) {
      // something that is there, or was deleted before
      await upload(Math.floor(random() * sent))
    } else {
      await upload(sent++)
    }
  }

  return {
    company,
    api,
    live,
    deleted,
    steps: () => steps,
    contradictions,
    answered: () => answered,
    wrong,
    work: async (stop) => {
      while (!stop.aborted) {
        await step()
        await ask(pick([...live.keys()]))
        steps += 1
        await delay(random() * pauseMs)
      }
    },
    askForAll: async () => {
      for (const content of live.keys())
        await waitFor(() => ask(content), { what: `an answer of both legs about content ${content}`, ...patience })
    },
  }
}

/** Sends until the server has acknowledged, as a client that cannot know what became of a broken request. */
async function uploadUntilAcknowledged(api: Api, content: number): Promise<string> {
  const text = spanishText(content, 2 + (content % 5))
  let id = ''
  let last = ''
  await waitFor(
    async () => {
      const reply = await api.upload(`documento ${content}.txt`, text)
      const body = (await reply.json()) as { document_id?: string }
      last = `${reply.status} ${JSON.stringify(body)}`
      id = body.document_id ?? ''
      return (reply.status === 202 || reply.status === 409) && id !== ''
    },
    { what: () => `upload ${content} to be acknowledged; last reply: ${last}`, ...patience },
  )
  return id
}

async function deleteUntilGone(api: Api, id: string): Promise<void> {
  let last = ''
  await waitFor(
    async () => {
      last = 'none: the connection broke'
      const reply = await api.fetch(`/api/v1/ingest/${id}`, { method: 'DELETE' })
      last = `${reply.status} ${await reply.text()}`
      return reply.status === 204 || reply.status === 404
    },
    { what: () => `document ${id} to be deleted; last reply: ${last}`, ...patience },
  )
}
