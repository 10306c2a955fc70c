import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AppError } from '../../../domain/errors.ts'
import { failureReply } from './child-failure.ts'
import { isRefusedMemory, loaded } from './machine-refusal.ts'

const enough = 8 * 1024 ** 3
const refuse = (): never => {
  throw new RangeError('Array buffer allocation failed')
}
const reply = (error: unknown) => failureReply(1, error, enough, () => null)

test('what a system call is refused is no fault of the file', () => {
  const full = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE', syscall: 'open' })
  expect(reply(full)).toMatchObject({ refused: true })
  expect(() => readFileSync('/nowhere/file.txt')).toThrow(expect.toSatisfy((error) => reply(error).refused))
})

test('a reader that cannot be loaded is no fault of the file', async () => {
  const failure = await loaded(Promise.reject(new Error('unreachable'))).catch((error: unknown) => error)
  expect(reply(failure)).toMatchObject({ refused: true })
})

test('what the file says or lacks is its fault', () => {
  expect(reply(new AppError('corrupt_file', 'The end is missing.'))).toMatchObject({ refused: false, spent: false })
  expect(reply(new Error('unexpected end'))).toMatchObject({ code: 'corrupt_file', refused: false })
  expect(reply(new RangeError('Invalid array length'))).toMatchObject({ code: 'extraction_memory', refused: false })
})

test('a lack of memory is the machine’s where the process is refused what it may take', () => {
  const lacking = new RangeError('WebAssembly.Memory(): could not allocate memory')
  expect(failureReply(1, lacking, enough, refuse)).toMatchObject({ refused: true })
  expect(failureReply(1, lacking, enough, () => null)).toMatchObject({ refused: false })
  expect(isRefusedMemory(1, refuse)).toBe(false)
})
