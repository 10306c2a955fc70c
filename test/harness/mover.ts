import { setTimeout as delay } from 'node:timers/promises'
import { migrationReply, type Migration } from '../../src/contract/migrations.ts'
import type { MigrationStep } from '../../src/client/client.ts'
import { waitFor } from './wait.ts'

/** An operator who moves everything there and back, again and again, whatever breaks meanwhile: one company first, then all of them. */
export interface Mover {
  /** How often each step was taken. */
  readonly taken: Readonly<Record<string, number>>
  work(stop: AbortSignal): Promise<void>
  /** Ends with the old collection active, both whole, and nothing left to carry. */
  settle(): Promise<Migration>
}

export function createMover(url: string, companies: readonly string[]): Mover {
  const taken: Record<string, number> = {}
  const base = `${url}/api/v1/migrations`
  const call = async (path: string, method: string, wish: object = {}): Promise<Migration | null> => {
    const body =
      method === 'POST' ? { body: JSON.stringify(wish), headers: { 'content-type': 'application/json' } } : {}
    const reply = await fetch(`${base}${path}`, { method, ...body, signal: AbortSignal.timeout(60_000) })
    if (reply.status !== 200) throw new Error(`${path} was answered with ${reply.status}: ${await reply.text()}`)
    return migrationReply.parse(await reply.json()).migration
  }
  const look = () => call('/current', 'GET')
  const count = (name: string) => void (taken[name] = (taken[name] ?? 0) + 1)
  const take = async (name: 'start' | MigrationStep): Promise<void> => {
    await call(name === 'start' ? '' : `/current/${name}`, 'POST')
    count(name)
  }
  /** The companies take turns to be the first. */
  const takeOne = async (name: 'cutover' | 'rollback'): Promise<void> => {
    const company = companies[(taken[`${name} of one`] ?? 0) % companies.length]
    await call(`/current/${name}`, 'POST', { company })
    count(`${name} of one`)
  }
  const step = async (): Promise<void> => {
    const migration = await look()
    if (migration === null) await take('start')
    else if (migration.state === 'copied') await take('verify')
    else if (migration.state === 'verified')
      await (migration.alone.companies > 0 ? take('cutover') : takeOne('cutover'))
    else if (migration.state === 'cut_over')
      await (migration.alone.companies > 0 ? take('rollback') : takeOne('rollback'))
  }
  /** A server that is being killed or started answers nothing, and refuses what is not possible right now. */
  const tried = (work: () => Promise<void>) => work().catch(() => undefined)
  return {
    taken,
    work: async (stop) => {
      while (!stop.aborted) {
        await tried(step)
        await delay(500)
      }
    },
    settle: async () => {
      let last: Migration | null = null
      const settled = async () => {
        last = await look()
        if (last?.state === 'cut_over' || (last?.alone.companies ?? 0) > 0) await take('rollback')
        else if (last?.state === 'copied' && last.lag.to + last.lag.from === 0) await take('verify')
        return last?.state === 'verified' && last.lag.to + last.lag.from === 0
      }
      await waitFor(settled, {
        what: () => `the move to be verified with the old collection active: ${JSON.stringify(last)}`,
        timeoutMs: 600_000,
        everyMs: 500,
      })
      const migration = await look()
      if (migration === null) throw new Error('there was no move')
      return migration
    },
  }
}
