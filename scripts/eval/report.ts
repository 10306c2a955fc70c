import Table from 'cli-table3'
import { cutText } from '../../src/domain/text/cut-text.ts'
import type { AdoptedFigures } from './adopted.ts'
import type { AnswerFigures } from './answers.ts'
import type { EverydayFigures } from './everyday-judge.ts'
import type { RankMetrics } from './metrics.ts'
import { allowedRefusals } from './order-of-scores.ts'
import type { SayingNoFigures } from './saying-no.ts'
import type { LegFigures, RetrievalFigures } from './retrieval.ts'

const plain = { head: [], border: [], compact: true }

export function retrievalTable(figures: readonly RetrievalFigures[]): string {
  const table = new Table({
    head: ['data set', 'questions', 'leg', 'nDCG@10', 'recall@10', 'MRR@10'],
    style: plain,
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right'],
  })
  for (const figure of figures) {
    table.push(
      ...legRows(
        `${figure.dataSet} (${figure.documents} documents, ${figure.chunks} chunks)`,
        `${figure.questions} as written`,
        figure.asWritten,
      ),
    )
    table.push(...legRows('', `${figure.questions} without accents`, figure.withoutAccents))
  }
  return table.toString()
}

export function adoptedTable(figures: readonly AdoptedFigures[]): string {
  const table = new Table({
    head: ['data set, adopted', 'questions', 'vector store', 'nDCG@10', 'recall@10', 'MRR@10'],
    style: plain,
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right'],
  })
  const row = (first: readonly string[], { ndcg10, recall10, mrr10 }: RankMetrics) =>
    table.push([...first, ...[ndcg10, recall10, mrr10].map((value) => value.toFixed(4))])
  for (const { dataSet, documents, questions, fused, wordsAlone, reembedded, askedMeanwhile } of figures) {
    row([`${dataSet} (${documents} documents)`, String(questions), 'answers'], fused)
    row(['', '', 'is stopped'], wordsAlone)
    row(['', `${questions}, and ${askedMeanwhile} meanwhile`, 'was filled anew with multilingual-e5-small'], reembedded)
  }
  return table.toString()
}

function legRows(dataSet: string, questions: string, legs: LegFigures): string[][] {
  return (['dense', 'sparse', 'fused', 'ordered'] as const).map((leg, i) => [
    i === 0 ? dataSet : '',
    i === 0 ? questions : '',
    leg,
    legs[leg].ndcg10.toFixed(4),
    legs[leg].recall10.toFixed(4),
    legs[leg].mrr10.toFixed(4),
  ])
}

export function answerTable(figures: readonly AnswerFigures[]): string {
  const table = new Table({ head: ['', ...figures.map((figure) => figure.dataSet)], style: plain })
  const row = (label: string, value: (figure: AnswerFigures) => string): void => {
    table.push([label, ...figures.map(value)])
  }
  row('files', (figure) => String(figure.files))
  row('questions', (figure) => String(figure.questions))
  row('first citation: right file', (figure) => share(figure.rightFile))
  row('first citation: right page', (figure) => `${share(figure.rightPage)} of ${figure.questionsWithPages}`)
  row('first citation: right heading (files without pages)', (figure) => share(figure.rightHeading))
  row('accepted answer in the first quote', (figure) => share(figure.answerInFirst))
  row('accepted answer in the first three quotes', (figure) => share(figure.answerInFirstThree))
  row('said that nothing was found', (figure) => share(figure.nothingFound))
  row('degraded replies', (figure) => share(figure.degraded))
  row('latency p50 / p95', (figure) => `${figure.p50Ms.toFixed(0)} / ${figure.p95Ms.toFixed(0)} ms`)
  return table.toString()
}

export function sayingNoTable(figures: readonly SayingNoFigures[]): string {
  const table = new Table({ head: ['', ...figures.map((figure) => figure.dataSet)], style: plain })
  const row = (label: string, value: (figure: SayingNoFigures) => string): void => {
    table.push([label, ...figures.map(value)])
  }
  row('questions with an answer', (figure) => String(figure.answerable))
  row('questions without an answer', (figure) => String(figure.unanswerable))
  row('area under the curve of evidence', (figure) => figure.area.toFixed(3))
  row('wrong refusals', (figure) => share(figure.wrongRefusals))
  row('refused', (figure) => share(figure.refused))
  row(`wrong refusals, ${share(allowedRefusals)} of other articles`, (figure) => share(figure.crossed.wrongRefusals))
  row('refused, at the same threshold', (figure) => share(figure.crossed.refused))
  return table.toString()
}

/** The figures, then every question that was not right with what came instead. */
export function everydayTable(figures: readonly EverydayFigures[]): string {
  const table = new Table({ head: ['', ...figures.map((figure) => figure.dataSet)], style: plain })
  const row = (label: string, value: (figure: EverydayFigures) => string): void => {
    table.push([label, ...figures.map(value)])
  }
  row('documents', (figure) => String(figure.documents))
  row('questions with an answer', (figure) => String(figure.answerable))
  row('right in the first quote', (figure) => share(figure.rightInFirst))
  row('right in the first three', (figure) => share(figure.rightInThree))
  row('wrong refusals', (figure) => share(figure.wrongRefusals))
  row('questions without an answer', (figure) => String(figure.unanswerable))
  row('false answers', (figure) => share(figure.falseAnswers))
  row('area under the curve of evidence', (figure) => figure.area.toFixed(3))
  row(`refused at ${share(allowedRefusals)} wrong refusals`, (figure) => share(figure.refusedAtAllowed))
  row('latency p50 / p95', (figure) => `${figure.p50Ms.toFixed(0)} / ${figure.p95Ms.toFixed(0)} ms`)
  const units = new Table({
    head: ['', 'unit', 'questions', 'right in the first quote', 'in three', 'wrong refusals'],
    style: plain,
  })
  for (const figure of figures) {
    for (const { unit, questions, rightInFirst, rightInThree, wrongRefusals } of figure.units) {
      units.push([figure.dataSet, unit, questions, share(rightInFirst), share(rightInThree), share(wrongRefusals)])
    }
  }
  const wrong = figures
    .flatMap((figure) => figure.wrong)
    .map(({ name, question, verdict, quotes }) => {
      const came = quotes.map((quote) => cutText(quote.replace(/\s+/gu, ' '), 60)).join(' / ')
      return `  ${name}: ${question} (${verdict})${came === '' ? '' : `: ${came}`}`
    })
  return [table.toString(), units.toString(), ...wrong].join('\n')
}

function share(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(1)} %`
}
