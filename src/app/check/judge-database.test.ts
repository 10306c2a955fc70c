import { expect, test } from 'vitest'
import { judgeDatabase } from './judge-database.ts'

test('PostgreSQL that answers and takes no writes is no sound one', () => {
  expect(judgeDatabase({ version: '18.4', documents: 4, takesWrites: true })).toMatchObject({ status: 'ok' })
  expect(judgeDatabase({ version: '18.4', documents: 4, takesWrites: false })).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('takes no writes'),
    remedy: expect.stringContaining('DATABASE_URL'),
  })
})
