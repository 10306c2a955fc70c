import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { createBoss, startBoss } from './boss.ts'
import { guarded } from './database.ts'
import { silentLog } from '../../../test/harness/log.ts'

function failing(code: string, message: string): Promise<unknown> {
  const error = new DatabaseError(message, 0, 'error')
  error.code = code
  return guarded(() => Promise.reject(error))
}

test('a disk that is full is told as such, and may have room again', async () => {
  await expect(failing('53100', 'could not extend file "base/1/2": No space left on device')).rejects.toMatchObject({
    code: 'database_unavailable',
    message: 'The disk of PostgreSQL is full. Make room on it, then try again.',
    retryable: true,
  })
})

test('a server that is away, full or just starting may be back in a moment', async () => {
  for (const code of ['57P03', '53300', '08006']) {
    await expect(failing(code, 'away')).rejects.toMatchObject({
      code: 'database_unavailable',
      message: 'PostgreSQL did not answer. Try again in a moment.',
      retryable: true,
    })
  }
})

test.each([
  ['25006', 'cannot execute UPDATE in a read-only transaction', /takes no writes.*by itself/],
  ['28P01', 'password authentication failed for user "atenex"', /refused the user or password/],
  ['42501', 'permission denied for table documents', /refused a right/],
  ['3D000', 'database "atenex" does not exist', /refused the database/],
])(
  'a server that refuses everybody (%s) is an outage that somebody ends, and no failure of what was asked',
  async (code, said, told) => {
    await expect(failing(code, said)).rejects.toMatchObject({
      code: 'database_unavailable',
      message: expect.stringMatching(told),
      retryable: true,
    })
  },
)

test('a job queue whose server is away at the start says so like everything else, instead of an unexpected failure', async () => {
  // nobody listens there
  const boss = createBoss({ url: 'postgres://atenex@127.0.0.1:1/atenex', worker: false, log: silentLog })
  await expect(startBoss(boss)).rejects.toMatchObject({ code: 'database_unavailable', retryable: true })
})
