import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { judge, summarise, type Verdict } from './everyday-judge.ts'
import { isEverydaySet, readEverydaySet } from './everyday-set.ts'

async function folderOf(cases: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'everyday-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, content] of Object.entries(cases)) {
    await mkdir(path.join(folder, name))
    await writeFile(path.join(folder, name, 'case.json'), JSON.stringify(content))
  }
  return folder
}

describe('an everyday set', () => {
  test('is read by name, without cases of other kinds', async () => {
    const everyday = (question: object) => ({ kind: 'everyday', files: ['a.txt'], ask: [question] })
    const folder = await folderOf({
      b: everyday({ question: '¿Total?', unit: 'label', first: ['10 €', ['diez', 'euros']] }),
      a: everyday({ question: '¿Quién firmó?', found: false }),
      other: { kind: 'upload', files: ['x'], send: [] },
    })
    expect(await isEverydaySet(folder)).toBe(true)
    expect(await readEverydaySet(folder)).toEqual([
      {
        name: 'a',
        files: [path.join(folder, 'a', 'a.txt')],
        questions: [{ question: '¿Quién firmó?', accepted: null, unit: '' }],
      },
      {
        name: 'b',
        files: [path.join(folder, 'b', 'a.txt')],
        questions: [{ question: '¿Total?', accepted: ['10 €', ['diez', 'euros']], unit: 'label' }],
      },
    ])
  })

  test('with a question that says neither what answers nor that nothing does is refused', async () => {
    const folder = await folderOf({ a: { kind: 'everyday', files: ['a.txt'], ask: [{ question: '¿Total?' }] } })
    await expect(readEverydaySet(folder)).rejects.toThrow(/¿Total\?/)
  })

  test('is not just any folder', async () => {
    expect(await isEverydaySet(await folderOf({}))).toBe(false)
  })
})

type Reply = Parameters<typeof judge>[1]
const quoting = (...quotes: readonly string[]): Reply => ({
  answer_kind: 'extractive',
  citations: quotes.map((quote) => ({ quote })),
})
const refusing: Reply = { answer_kind: 'nothing_found', citations: [] }

describe('a verdict', () => {
  const total = { accepted: ['1.750,87', ['mampara', '245,50']] }

  test.each<[Verdict, Reply]>([
    ['first', quoting('Total: 1.750,87 €')],
    ['first', quoting('Mámpara\n fija | 245,50 €')],
    ['in three', quoting('Factura', 'IVA', 'Total: 1.750,87 €')],
    ['wrong', quoting('Factura', 'IVA', 'Base', 'Total: 1.750,87 €')],
    ['wrong', quoting('mampara', '245,50')],
    ['refused wrongly', refusing],
  ])('is "%s" where the documents answer', (verdict, reply) => {
    expect(judge(total, reply)).toBe(verdict)
  })

  test.each<[Verdict, Reply]>([
    ['refused rightly', refusing],
    ['answered wrongly', quoting('Total')],
  ])('is "%s" where they do not', (verdict, reply) => {
    expect(judge({ accepted: null }, reply)).toBe(verdict)
  })
})

test('shares are of the questions they are about', () => {
  const verdicts = [
    'first',
    'first',
    'in three',
    'wrong',
    'refused wrongly',
    'refused rightly',
    'answered wrongly',
  ] as const
  const outcomes = verdicts.map((verdict, i) => ({
    name: 'a',
    question: `${i}`,
    unit: i < 2 ? 'row' : 'label',
    verdict,
    quotes: [],
    evidence: [0.9, 0.8, 0.7, 0.6, 0.1, 0.2, 0.65][i] ?? 0,
    milliseconds: i,
  }))
  const figures = summarise(outcomes)
  expect(figures).toMatchObject({ answerable: 5, rightInFirst: 0.4, rightInThree: 0.6, wrongRefusals: 0.2 })
  expect(figures).toMatchObject({ unanswerable: 2, falseAnswers: 0.5, area: 0.7, refusedAtAllowed: 0, p50Ms: 3 })
  expect(figures.units).toEqual([
    { unit: 'label', questions: 3, rightInFirst: 0, rightInThree: 1 / 3, wrongRefusals: 1 / 3 },
    { unit: 'row', questions: 2, rightInFirst: 1, rightInThree: 1, wrongRefusals: 0 },
  ])
  expect(figures.wrong.map(({ question }) => question)).toEqual(['2', '3', '4', '6'])
})
