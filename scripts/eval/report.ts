import Table from 'cli-table3'
import type { AnswerFigures } from './answers.ts'
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

function legRows(dataSet: string, questions: string, legs: LegFigures): string[][] {
  return (['dense', 'sparse', 'fused'] as const).map((leg, i) => [
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

function share(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(1)} %`
}
