import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { pageHasWords } from './page-has-words.ts'

describe('a page of a mail', () => {
  it.each([
    ['<p>Hola</p>', true],
    ['<style>p { color: red }</style><img src="cid:a">&nbsp;', false],
    ['<TITLE>Sin asunto</TITLE><img src="cid:a">', false],
    ['<style>p {}</style>7', true],
    ['<style>p {} <b>', true],
    ['<img src="cid:a"', true],
    ['<br><br> · ', false],
    ['', false],
  ])('has words or none: %j', (page, has) => {
    expect(pageHasWords(page)).toBe(has)
  })

  it.each(['<', '<style>', '<title ', '<style></title', '&a', '<b>'])('full of %j is looked at once', async (piece) => {
    const make = (size: number) => piece.repeat(size)
    expect(await growthOf(make, 4_000, pageHasWords)).toBeLessThan(linearGrowth)
  })
})
