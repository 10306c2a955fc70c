import { describe, expect, test } from 'vitest'
import type { Block } from '../../domain/extracted.ts'
import { headingsAbove } from './headings-above.ts'

/** A passage that begins at 100, of headings by level and paragraphs. */
function passage(headingPath: readonly string[], ...parts: readonly (readonly [number, string])[]) {
  let text = ''
  const blocks: Block[] = []
  for (const [level, content] of parts) {
    const start = 100 + text.length
    const end = start + content.length
    blocks.push(level === 0 ? { kind: 'paragraph', start, end } : { kind: 'heading', level, start, end })
    text += `${content}\n\n`
  }
  return { headingPath, outline: { blocks, opener: null }, text, start: 100 }
}

const at = (of: ReturnType<typeof passage>, words: string) => headingsAbove(of, 100 + of.text.indexOf(words))

describe('the headings above a position', () => {
  test('are those of its own section where a passage holds several', () => {
    const study = passage(['Study'], [1, 'Study'], [2, 'I. Data'], [0, 'One.'], [2, 'II. Results'], [0, 'Two.'])
    expect(at(study, 'One.')).toEqual(['Study', 'I. Data'])
    expect(at(study, 'Two.')).toEqual(['Study', 'II. Results'])
    expect(at(study, 'I. Data')).toEqual(['Study'])
  })

  test('go on from the headings that the passage stands under itself', () => {
    const later = passage(['Study'], [0, 'One.'], [3, 'Rivers'], [0, 'Two.'])
    expect(at(later, 'One.')).toEqual(['Study'])
    expect(at(later, 'Two.')).toEqual(['Study', 'Rivers'])
  })

  test('are named once, also where the path has only the beginning of one', () => {
    const long = passage(['Of the rights…'], [1, 'Of the rights and duties'], [0, 'One.'])
    expect(at(long, 'One.')).toEqual(['Of the rights…'])
  })

  test('are those of the passage where its layout is not known', () => {
    expect(headingsAbove({ ...passage(['Study'], [0, 'One.']), outline: null }, 100)).toEqual(['Study'])
  })
})
