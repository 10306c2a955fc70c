import { describe, expect, it } from 'vitest'
import { saysWord } from './says-word.ts'

describe('whether a text says a word', () => {
  it.each([
    ['oficina de dublin', 'dublin'],
    ['dublin', 'dublin'],
    ['los dublines y otros', 'dublin'],
    ['two robots', 'robot'],
    ['subdublin, dublin.', 'dublin'],
    ['москва и киев', 'киев'],
    ['dublin2', 'dublin'],
  ])('finds it in "%s"', (text, word) => expect(saysWord(text, word)).toBe(true))

  it.each([
    ['dublinesca', 'dublin'],
    ['subdublin', 'dublin'],
    ['dublinesa', 'dublin'],
    ['киевский', 'киев'],
    ['', 'dublin'],
  ])('does not find it in "%s"', (text, word) => expect(saysWord(text, word)).toBe(false))
})
