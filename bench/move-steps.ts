import { migrationReply, type Migration } from '../src/contract/migrations.ts'
import { waitFor } from '../test/harness/wait.ts'

const patience = { timeoutMs: 900_000, everyMs: 200 } as const

/** What an operator does to a move, over HTTP. */
export interface MoveSteps {
  start(): Promise<Migration>
  step(name: 'verify' | 'cutover' | 'rollback' | 'abandon', wish?: object): Promise<Migration>
  /** Waits until the move is in that state. */
  until(state: Migration['state']): Promise<Migration>
}

export function moveSteps(url: string): MoveSteps {
  const call = async (path: string, body?: object): Promise<Migration> => {
    const headers = { 'content-type': 'application/json' }
    const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) }
    const reply = await fetch(`${url}/api/v1/migrations${path}`, init)
    const text = await reply.text()
    if (reply.status !== 200) throw new Error(`${path} was answered with ${reply.status}: ${text}`)
    const { migration } = migrationReply.parse(JSON.parse(text))
    if (migration === null) throw new Error('no move is open')
    return migration
  }
  return {
    start: () => call('', {}),
    step: (name, wish = {}) => call(`/current/${name}`, wish),
    until: async (state) => {
      let last = await call('/current')
      const what = () => `the move to be ${state}; it is ${last.state}, ${last.trouble ?? 'without trouble'}`
      await waitFor(async () => (last = await call('/current')).state === state, { what, ...patience })
      return last
    },
  }
}
