import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Block, ExtractedText } from '../../src/domain/extracted.ts'

export interface SourceDocument {
  readonly id: string
  readonly title: string | null
  readonly text: string
}
export interface EvalQuestion {
  readonly text: string
  /** Ids of the documents that answer it; at least one. */
  readonly relevant: ReadonlySet<string>
}
export interface DataSet {
  readonly name: string
  readonly documents: readonly SourceDocument[]
  readonly questions: readonly EvalQuestion[]
}

const squadFile = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(z.object({ context: z.string(), qas: z.array(z.object({ question: z.string() })) })),
    }),
  ),
})

/**
 * A SQuAD-style file: every paragraph is a document, the article's title is left out as published figures do.
 * `questionsFile`, parallel paragraph by paragraph, lends its questions: another language on the same paragraphs.
 */
export async function readSquad(file: string, questionsFile: string | null): Promise<DataSet> {
  const articles = squadFile.parse(JSON.parse(await readFile(file, 'utf8'))).data
  const asked =
    questionsFile === null ? articles : squadFile.parse(JSON.parse(await readFile(questionsFile, 'utf8'))).data
  const documents: SourceDocument[] = []
  const questions: EvalQuestion[] = []
  articles.forEach((article, a) =>
    article.paragraphs.forEach((paragraph, p) => {
      const id = `${a}.${p}`
      documents.push({ id, title: null, text: paragraph.context })
      const twin = asked[a]?.paragraphs[p]
      if (twin === undefined)
        throw new Error(`${questionsFile} has no paragraph ${id}: the two files are not parallel.`)
      for (const { question } of twin.qas) questions.push({ text: question, relevant: new Set([id]) })
    }),
  )
  const name = path.basename(file) + (questionsFile === null ? '' : `, questions of ${path.basename(questionsFile)}`)
  return { name, documents, questions }
}

const answersFile = z.object({
  data: z.array(
    z.object({
      title: z.string().default(''),
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            z.object({ question: z.string(), answers: z.array(z.object({ text: z.string() })).default([]) }),
          ),
        }),
      ),
    }),
  ),
})

export interface AnsweredArticle {
  readonly name: string
  /** Its paragraphs, as an extractor would give them. */
  readonly extracted: ExtractedText
  readonly questions: readonly { readonly question: string; readonly accepted: readonly string[] }[]
}

/** A SQuAD-style file with its answers, an article a document. Questions without an answer are left out unless asked for. */
export async function readSquadAnswers(
  file: string,
  { withUnanswerable = false } = {},
): Promise<readonly AnsweredArticle[]> {
  const articles = answersFile.parse(JSON.parse(await readFile(file, 'utf8'))).data
  return articles.map(({ title, paragraphs }, a) => {
    const texts = paragraphs.map(({ context }) => context.normalize('NFC').trim())
    let end = -2
    const blocks = texts.map((text): Block => {
      const start = end + 2
      end = start + text.length
      return { kind: 'paragraph', start, end }
    })
    const questions = paragraphs.flatMap(({ qas }) =>
      qas.map(({ question, answers }) => ({ question, accepted: answers.map(({ text }) => text).filter(Boolean) })),
    )
    return {
      name: `${a} ${title}.txt`,
      extracted: {
        text: texts.join('\n\n'),
        blocks,
        pages: [],
        pagesApproximate: false,
        tables: [],
        title: null,
        warnings: [],
      },
      questions: questions.filter(({ accepted }) => withUnanswerable || accepted.length > 0),
    }
  })
}

const corpusLine = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() })
const queryLine = z.object({ _id: z.string(), text: z.string() })

/** A folder in BEIR's layout. The title stands above the abstract as its heading, as in a real document. */
export async function readBeir(folder: string): Promise<DataSet> {
  const corpus = (await readLines(path.join(folder, 'corpus.jsonl'))).map((line) => corpusLine.parse(JSON.parse(line)))
  const queries = (await readLines(path.join(folder, 'queries.jsonl'))).map((line) => queryLine.parse(JSON.parse(line)))
  const judged = await readJudgements(folder)
  return {
    name: path.basename(path.resolve(folder)),
    documents: corpus.map(({ _id, title, text }) => ({ id: _id, title: title === '' ? null : title, text })),
    questions: queries.flatMap(({ _id, text }) => {
      const relevant = judged.get(_id)
      return relevant === undefined ? [] : [{ text, relevant }]
    }),
  }
}

/** TREC (`query 0 document grade`) or BEIR's TSV (`query document grade`, with a header). */
async function readJudgements(folder: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const file = ['qrels.test.txt', 'qrels/test.tsv']
    .map((name) => path.join(folder, name))
    .find((name) => existsSync(name))
  if (file === undefined) throw new Error(`${folder} has no judgements: expected qrels.test.txt or qrels/test.tsv.`)
  const judged = new Map<string, Set<string>>()
  for (const line of await readLines(file)) {
    const parts = line.split(/\s+/u)
    const [query, document, grade] = parts.length === 4 ? [parts[0], parts[2], parts[3]] : parts
    if (query === undefined || document === undefined || !(Number(grade) > 0)) continue
    judged.set(query, (judged.get(query) ?? new Set()).add(document))
  }
  return judged
}

const askedLine = z.object({
  question: z.string(),
  answers: z.array(z.string()).min(1),
  file: z.string(),
  heading: z.string().nullish(),
  pages: z.array(z.number()).nullish(),
})
export type AskedQuestion = z.infer<typeof askedLine>

/** Questions about files of the same folder, with accepted answers and where they stand. */
export async function readAskedQuestions(file: string): Promise<readonly AskedQuestion[]> {
  return (await readLines(file)).map((line) => askedLine.parse(JSON.parse(line)))
}

async function readLines(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
}
