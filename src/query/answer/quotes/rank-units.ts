// `quotes/` ranks the units of passages for a question. `match-terms.ts`, `asked-form.ts` and the others measure what speaks for a unit,
// `quote-weights.ts` weighs it, `choose-quotes.ts` picks the quotes.
import { fold } from '../../../domain/text/fold.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import { oncePerText } from '../../../domain/text/once-per-text.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import type { Analyser } from '../../../ports/analyser.ts'
import { headOf } from '../../find/fuse-across.ts'
import { standardise } from '../../find/standardise.ts'
import { has, hasCount } from './said/answer-forms.ts'
import { asksForCount, asksForDefinition, asksForList, kindsAsked, type AnswerKindAsked } from './said/answer-kind.ts'
import { formAsked, hasForm, textAbove, type AskedForm } from './said/asked-form.ts'
import {
  articleAsked,
  articleNumber,
  asksForItem,
  asksOnlyForPart,
  decimalNumber,
  isOtherPart,
  itemNumber,
  itemOrdinal,
  labelOrdinal,
  nameDifferentParts,
} from './said/article-number.ts'
import { labelSaid } from './said/label-said.ts'
import { levelLanguages } from './near/level-languages.ts'
import { matchTerms, noMatch, type TermMatch } from './said/match-terms.ts'
import { extremeRows } from './said/extreme-row.ts'
import { headingAsked } from './said/heading-asked.ts'
import { innerProduct } from './near/inner-product.ts'
import { documentsOfOthers } from './said/named-elsewhere.ts'
import { ownNearness } from './near/own-nearness.ts'
import { pooledVectors } from './near/pooled-vectors.ts'
import { questionWords } from './said/question-words.ts'
import { sentencesGoneOnWith } from './sentence-gone-on-with.ts'
import { recordContexts } from './record-context.ts'
import { noFeatures, weighed, type Features } from './quote-weights.ts'
import { saysOpposite } from './said/opposites.ts'
import { rowsNamed } from './said/row-named.ts'
import { isSaidByColumn, isSaidByLabel } from './said/said-by-column.ts'
import { headingKey, saysNothingOf } from './said/says-nothing.ts'
import { signersAsked } from './said/signer-asked.ts'
import { withSigners } from './said/signed-by.ts'
import { totalAsked } from './said/total-asked.ts'
import { passagesRead } from '../../find/passages-read.ts'
import type { Unit } from '../../../domain/units/unit.ts'
import { withLead } from './with-lead.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'

/** What the units are compared with: a question, or a statement that needs support. */
export interface Sought {
  readonly text: string
  readonly terms: readonly string[]
  /** Those of them that mistyped words may stand for, each with the word, folded. */
  readonly meant: ReadonlyMap<string, string>
  /** Null when there is no embedding; the terms then decide. */
  readonly embedding: Float32Array | null
  /** What all questions have in common, of the embedder's model; null when nobody has measured it. */
  readonly meanQuestion: Float32Array | null
  /** The document that the chat is about; null or left out: none. */
  readonly spokenOf?: DocumentId | null
}

export interface RankedUnit<P extends RankedPassage> extends Unit<P> {
  readonly score: number
  /** Cosine with what is sought, pooled within its passage; null without vectors. */
  readonly similarity: number | null
  /** The same of the unit embedded alone; null where it was not. */
  readonly alone: number | null
  /** That embedding. */
  readonly embedding: Float32Array | null
  /** Log-odds that it answers, as the reader says; null where it was not read. */
  readonly reading: number | null
  readonly match: TermMatch
  /** Whether it has what the question asks for; null when the question does not tell. */
  readonly hasKind: boolean | null
  readonly kinds: readonly AnswerKindAsked[]
  readonly features: Features
  /** Of its passage; null when that does not surely show one. */
  readonly language: 'es' | 'en' | null
  /** Where the sentence begins for which a longer quote was chosen; null: where the unit itself does. */
  readonly chosenFor: number | null
}

/** How texts are read. */
export interface TextReading {
  readonly analyser: Analyser
  /** The language a text surely shows; null otherwise. */
  readonly languageOf: (text: string) => 'es' | 'en' | null
}

/**
 * The units of the best passages, best first, by what is known of them without asking the model: their words, their form and their
 * vectors pooled within their passage. `look-at-units.ts` refines it.
 */
export function rankUnits<P extends RankedPassage>(
  { analyser, languageOf }: TextReading,
  sought: Sought,
  passages: readonly P[],
): RankedUnit<P>[] {
  const units = withSigners(unitsOf(passages.slice(0, passagesRead)))
  const folded = units.map(({ text }) => fold(text))
  const words = questionWords(analyser, sought)
  // units stand under the same heading and lead by the dozen: the same list of terms for each of them
  const analyseShared = oncePerText((text) => analyser.analyseText(text))
  const isUnderAsked = headingAsked(analyseShared, words)
  const records = recordContexts(units)
  const goneOnWith = sentencesGoneOnWith(units, folded)
  // a title tells documents apart; of one alone it says what each unit is about anyway
  const isOfSeveral = new Set(units.map(({ passage }) => passage.documentId)).size > 1
  const matches = matchTerms(
    units.map((unit, i) => ({
      own: analyser.analyseText(unit.text),
      lead: unit.lead === null ? [] : analyseShared(unit.lead.text),
      heading: analyseShared(
        [
          unit.passage.headingPath.join(' '),
          unit.heading?.text ?? '',
          unit.passage.fileName,
          isOfSeveral ? (unit.passage.documentTitle ?? '') : '',
          records[i] ?? '',
          goneOnWith[i] ?? '',
        ].join(' '),
      ),
      text: folded[i] ?? '',
      isUnderAsked: isUnderAsked(unit),
    })),
    words,
    (term) => analyser.sameMeaning(term),
  )
  const labels = labelSaid(analyser, units, words)
  const { similarities, nearness } = pooledNearness(units, sought)
  const byTerms = standardise(matches.map(({ score }) => score))
  const spoken = new Map(passages.map(({ id, text }) => [id, languageOf(text.slice(0, headOf))]))
  const languages = units.map(({ passage }) => spoken.get(passage.id) ?? null)
  const byEmbedding = standardise(fillWithMinimum(levelLanguages(nearness, languages)))
  const byPassage = standardise(units.map(({ passage }) => passage.score))
  const others = documentsOfOthers(sought.text, passages)
  const asked = readQuestion(sought.text)
  const headings = headingsOf(units)
  const extremes = extremeRows(asked.text, units, matches)
  const isTotal = totalAsked(asked.text)
  const wholes = units.map((unit) => fold(withLead(unit)))
  const isOpposite = saysOpposite(asked.text, wholes)
  const named = rowsNamed(words, units)
  const signers = signersAsked(asked.text, units)
  const unsure = 1 - Math.max(0, ...matches.map(({ covered }) => covered))
  return units
    .map((unit, i) => {
      const match = matches[i] ?? noMatch
      const form = formFeatures(asked, { unit, folded: folded[i] ?? '' }, match)
      const embedding = byEmbedding[i] ?? 0
      const labelAskedOf = (said: number): number => {
        if (isTotal(folded[i] ?? '')) return asTotal
        return unit.kind === 'label' && isOtherPart(asked.article, folded[i] ?? '') ? 0 : said
      }
      const features: Features = {
        ...noFeatures,
        ...form,
        terms: byTerms[i] ?? 0,
        covered: match.covered,
        embedding,
        embeddingUnsure: embedding * unsure,
        passage: byPassage[i] ?? 0,
        labelAsked: labelAskedOf(labels[i] ?? 0),
        extremeAsked: extremes.has(i) ? 1 : 0,
        opposite: isOpposite(wholes[i] ?? '') ? 1 : 0,
        rowNamed: named.has(i) ? 1 : 0,
        signerAsked: signers.has(i) ? 1 : 0,
        ofOther: others.has(unit.passage.documentId) ? 1 : 0,
        saysNothing: saysNothingOf(asked.text, unit, headings) ? 1 : 0,
        spokenOf: unit.passage.documentId === sought.spokenOf ? 1 : 0,
        [unit.kind]: 1,
      }
      const hasKind = asked.kinds.length === 0 ? null : form.asked > -1
      return {
        ...unit,
        score: weighed(features),
        similarity: similarities[i] ?? null,
        alone: null,
        reading: null,
        embedding: null,
        chosenFor: null,
        match,
        hasKind,
        kinds: asked.kinds,
        features,
        language: languages[i] ?? null,
      }
    })
    .toSorted(byScore)
}

/** What the sum of a bill counts for where it is asked for: more than any label. */
const asTotal = 2

/** Best first; in one order, whatever order they came in. */
export function byScore<P extends RankedPassage>(a: RankedUnit<P>, b: RankedUnit<P>): number {
  if (a.score !== b.score) return a.score < b.score ? 1 : -1
  if (a.passage.id !== b.passage.id) return a.passage.id < b.passage.id ? -1 : 1
  return a.start - b.start || a.end - b.end
}

/** Cosine of each unit with what is sought, pooled in its passage, and how near it is by what sets it apart; null without vectors. */
function pooledNearness<P extends RankedPassage>(
  units: readonly Unit<P>[],
  { embedding, meanQuestion }: Sought,
): { readonly similarities: readonly (number | null)[]; readonly nearness: readonly (number | null)[] } {
  const nothing = units.map(() => null)
  if (embedding === null) return { similarities: nothing, nearness: nothing }
  const pooled = pooledVectors(units, embedding.length)
  const known = pooled.filter((vector) => vector !== null)
  const own = ownNearness(known, embedding, meanQuestion).values()
  return {
    similarities: pooled.map((vector) => (vector === null ? null : innerProduct(vector, embedding))),
    nearness: pooled.map((vector) => (vector === null ? null : (own.next().value ?? null))),
  }
}

function headingsOf(units: readonly Unit<RankedPassage>[]): ReadonlySet<string> {
  const texts = new Set(units.flatMap(({ heading, passage }) => [heading?.text ?? '', ...passage.headingPath]))
  return new Set([...texts].filter((text) => text !== '').map(headingKey))
}

interface Asked {
  /** Folded. */
  readonly text: string
  readonly words: ReadonlySet<string>
  readonly kinds: ReturnType<typeof kindsAsked>
  readonly count: boolean
  readonly list: boolean
  readonly definition: boolean
  readonly article: string | null
  /** Nothing but that part is asked for. */
  readonly onlyPart: boolean
  readonly form: AskedForm | null
}

function readQuestion(text: string): Asked {
  const folded = foldQuestion(text)
  return {
    text: folded,
    words: new Set(folded.split(/\W+/)),
    kinds: kindsAsked(folded),
    count: asksForCount(folded),
    list: asksForList(folded),
    definition: asksForDefinition(folded),
    article: articleAsked(folded),
    onlyPart: asksOnlyForPart(folded),
    form: formAsked(folded),
  }
}

/** The name of an article stands at its beginning. Characters. */
const longestName = 30

/** Kinds of which the question may name one with a form of its own. */
const ofOneForm: ReadonlySet<AnswerKindAsked> = new Set(['measure', 'phone', 'email', 'code'])

/** "How many litres" is answered by litres only, "how many telephones" by any number. */
function isOfForm(kind: AnswerKindAsked, { count }: Asked, { named }: AskedForm): boolean {
  if (kind === 'number' && !count) return true // "what is the VAT number"
  return ofOneForm.has(kind) || (count && named !== undefined && (kind === 'number' || kind === 'duration'))
}

/** What speaks for a unit by its form. */
function formFeatures<P extends RankedPassage>(
  asked: Asked,
  { unit, folded: whole }: { readonly unit: Unit<P>; readonly folded: string },
  match: TermMatch,
): Pick<Features, 'asked' | 'listAsked' | 'definitionAsked' | 'articleAsked'> {
  // the number of an item is none of its numbers, and the mark of a note no part of its word
  const own = unit.kind === 'item' ? unit.text.replace(/^\(?\d{1,2}[.)ºª]+\s+/u, '') : unit.text
  const text = own.replaceAll(/(?<=\p{L}{3})[¹²³⁰-⁹]+/gu, '')
  const folded = text === unit.text ? whole : fold(text)
  const fitting = asked.kinds.filter((kind) => {
    if (asked.form !== null && isOfForm(kind, asked, asked.form)) return hasForm(asked.form, folded, textAbove(unit))
    if (kind === 'number' && asked.count && unit.kind === 'sentence') return hasCount(folded)
    // "who is Karen Doyle?" is answered by what stands with her name
    const isThere = kind === 'person' ? has(kind, text, folded) : has(kind, text, folded, asked.words)
    return isThere || isSaidByColumn(kind, unit, folded, asked.words) || isSaidByLabel(kind, unit)
  }).length
  const sameNumber =
    asked.article !== null &&
    [numberOf(unit, folded), decimalNumber(unit.text), ...itemsOf(asked, unit)].includes(asked.article) &&
    !nameDifferentParts(
      asked.text,
      unit.kind === 'article' ? folded.slice(0, longestName) : fold(unit.heading?.text ?? ''),
    )
  return {
    asked: asked.kinds.length === 0 ? 0 : (2 * fitting) / asked.kinds.length - 1,
    listAsked: asked.list && unit.kind === 'list' ? 1 : 0,
    definitionAsked: asked.definition && unit.kind === 'label' ? match.covered : 0,
    articleAsked: sameNumber ? (unit.kind === 'article' ? 1.3 : 1) + Number(asked.onlyPart) : 0,
  }
}

function numberOf<P extends RankedPassage>(unit: Unit<P>, folded: string): string | null {
  if (unit.kind === 'article') return articleNumber(folded)
  const own = unit.kind === 'item' ? itemOrdinal(unit.text) : unit.kind === 'label' ? labelOrdinal(unit.text) : null
  if (own !== null) return own
  return unit.heading === null ? null : articleNumber(fold(unit.heading.text))
}

const itemsOf = <P extends RankedPassage>(asked: Asked, { kind, text }: Unit<P>): readonly (string | null)[] =>
  (kind === 'item' || kind === 'sentence' || kind === 'label') && asksForItem(asked.text) ? [itemNumber(text)] : []

function fillWithMinimum(values: readonly (number | null)[]): number[] {
  const known = values.filter((value) => value !== null)
  const minimum = known.length === 0 ? 0 : Math.min(...known)
  return values.map((value) => value ?? minimum)
}
