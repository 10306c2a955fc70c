import { describe, expect, test } from 'vitest'
import { createTextBudget, textProportion } from './text-budget.ts'

const { floor, perPackedByte, perUnpackedByte } = textProportion
const budgetOf = (fileBytes: number, maxTextChars = 20_000_000) => createTextBudget({ fileBytes, maxTextChars })

describe('the text a file may turn into', () => {
  test('is free up to a floor, whatever the size of the file', () => {
    const budget = budgetOf(1)
    budget.spend(floor)
    expect(() => budget.spend(1)).toThrow(expect.objectContaining({ code: 'archive_bomb' }))
  })

  test('grows with the parts that are read, by the tighter of their two sizes', () => {
    const packedTight = budgetOf(10_000)
    packedTight.allow(1_000, 1_000_000)
    packedTight.spend(floor + 1_000 * perPackedByte)
    expect(() => packedTight.spend(1)).toThrow(expect.objectContaining({ code: 'archive_bomb' }))
    const unpackedTight = budgetOf(10_000)
    unpackedTight.allow(1_000, 2_000)
    unpackedTight.spend(floor + 2_000 * perUnpackedByte)
    expect(() => unpackedTight.spend(1)).toThrow(expect.objectContaining({ code: 'archive_bomb' }))
  })

  test('does not grow with parts that lie over each other in the file', () => {
    const budget = budgetOf(1_000)
    for (let part = 0; part < 100; part++) budget.allow(1_000, 1_000_000)
    expect(() => budget.check(floor + 1_000 * perPackedByte + 1)).toThrow(
      expect.objectContaining({ code: 'archive_bomb' }),
    )
  })

  test('ends at the limit of every document, for text in the making at twice of it', () => {
    const budget = budgetOf(1_000_000, 10_000)
    budget.allow(1_000_000)
    budget.spend(20_000)
    expect(() => budget.spend(1)).toThrow(expect.objectContaining({ code: 'too_much_text' }))
    expect(() => budget.check(10_001)).toThrow(expect.objectContaining({ code: 'too_much_text' }))
  })

  test('counts blocks too, so that empty ones are not free', () => {
    const budget = budgetOf(1)
    const blocks = () => {
      for (let block = 0; block < floor; block++) budget.spendBlock()
    }
    expect(blocks).toThrow(expect.objectContaining({ code: 'archive_bomb' }))
  })
})
