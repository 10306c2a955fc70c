import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAskedQuestions, readBeir, readSquad } from './data-sets.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-data-sets-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const write = async (name: string, text: string): Promise<string> => {
  const file = path.join(folder, name)
  await writeFile(file, text)
  return file
}
const squad = (...questions: string[]) =>
  JSON.stringify({
    data: [
      {
        title: 't',
        paragraphs: questions.map((question) => ({ context: `text for ${question}`, qas: [{ question }] })),
      },
    ],
  })

test('every paragraph of a SQuAD file is a document, and its questions are relevant to it alone', async () => {
  const { documents, questions } = await readSquad(await write('a.json', squad('q1', 'q2')), null)
  expect(documents).toEqual([
    { id: '0.0', title: null, text: 'text for q1' },
    { id: '0.1', title: null, text: 'text for q2' },
  ])
  expect(questions[1]).toEqual({ text: 'q2', relevant: new Set(['0.1']) })
})

test('questions of a parallel file are asked about the same paragraphs', async () => {
  const file = await write('es.json', squad('¿uno?', '¿dos?'))
  const { documents, questions } = await readSquad(file, await write('en.json', squad('one?', 'two?')))
  expect(documents[1]?.text).toBe('text for ¿dos?')
  expect(questions[1]).toEqual({ text: 'two?', relevant: new Set(['0.1']) })
  await expect(readSquad(file, await write('short.json', squad('one?')))).rejects.toThrow(/not parallel/)
})

test('a BEIR folder gives judged queries only, with grades above zero', async () => {
  await write('corpus.jsonl', '{"_id":"1","title":"Title","text":"A"}\n{"_id":"2","title":"","text":"B"}\n')
  await write('queries.jsonl', '{"_id":"q1","text":"one"}\n{"_id":"q2","text":"two"}\n')
  await write('qrels.test.txt', 'q1 0 2 1\nq1 0 1 0\n')
  const { documents, questions } = await readBeir(folder)
  expect(documents).toEqual([
    { id: '1', title: 'Title', text: 'A' },
    { id: '2', title: null, text: 'B' },
  ])
  expect(questions).toEqual([{ text: 'one', relevant: new Set(['2']) }])
})

test('a line of questions without an accepted answer is refused', async () => {
  const good = '{"question":"q","answers":["a"],"file":"f.pdf","pages":[1]}'
  expect(await readAskedQuestions(await write('good.jsonl', `${good}\n\n`))).toHaveLength(1)
  await expect(
    readAskedQuestions(await write('bad.jsonl', '{"question":"q","answers":[],"file":"f"}')),
  ).rejects.toThrow()
})
