/**
 * Text → terms for the sparse leg, the same for chunks and questions: fold accents → lower case → stop words → stem,
 * Spanish and English. Terms are letters and digits only, so that LanceDB's whitespace tokenizer and Milvus' `standard`
 * analyser see the same terms. Pure and synchronous.
 */
export interface Analyser {
  /** Terms of a chunk, repeated as often as they occur. */
  analyseText(text: string): readonly string[]
  /** Distinct terms of a question. */
  analyseQuestion(text: string): readonly string[]
  /** Terms of other words that mean the same as a term's, in either language; for comparing texts, not for searching. */
  sameMeaning(term: string): readonly string[]
}
