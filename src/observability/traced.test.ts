import { expect, test } from 'vitest'
import { recordingTracer } from '../../test/harness/recording-tracer.ts'
import { silentLog } from '../../test/harness/log.ts'
import type { Log } from '../ports/log.ts'
import { noTracer } from './no-tracer.ts'
import { traced, tracedLog } from './traced.ts'

class Part {
  #puts = 0
  async put(text: string): Promise<string> {
    this.#puts += 1
    return `${text} ${this.#puts}`
  }
  count(): number {
    return this.#puts
  }
}

test('named methods of a part are steps, the others and the part itself stay as they are', async () => {
  const tracer = recordingTracer()
  const part = new Part()
  const seen = traced(tracer, part, 'objects', ['put'])
  expect(await seen.put('once')).toBe('once 1')
  expect(seen.count()).toBe(1)
  // nothing of what was given or returned
  expect(tracer.steps).toEqual([{ name: 'objects.put', kind: 'call', fields: {}, failed: null }])
})

test('where nobody wants traces, parts and logs are not wrapped at all', () => {
  const part = new Part()
  expect(traced(noTracer, part, 'objects', ['put'])).toBe(part)
  expect(tracedLog(noTracer, silentLog)).toBe(silentLog)
})

test('a line of the log says in which trace it was written, also one of a child', () => {
  const lines: unknown[] = []
  const log: Log = { ...silentLog, info: (fields) => void lines.push(fields), child: () => log }
  tracedLog(recordingTracer(), log).child({ jobId: '1' }).info({ documentId: 'd' }, 'indexed document')
  expect(lines).toEqual([{ documentId: 'd', trace_id: 't', span_id: 's' }])
})
