type Pairs = Readonly<Record<string, string>>

export interface FieldDefinition {
  readonly name: string
  readonly dataType: number
  readonly primary: boolean
  readonly partitionKey: boolean
  readonly autoId: boolean
  readonly functionOutput: boolean
  /** `dim`, `max_length`, `enable_analyzer`, `analyzer_params`. */
  readonly params: Pairs
  readonly defaultValue?: string | number
}

/** A BM25 function: the server fills `output` (sparse vector) from `input` (analysed text). */
export interface FunctionDefinition {
  readonly name: string
  readonly input: string
  readonly output: string
}

export interface CollectionDefinition {
  readonly name: string
  readonly description: string
  readonly fields: readonly FieldDefinition[]
  readonly functions: readonly FunctionDefinition[]
  readonly properties: Pairs
  /** Number and time of creation; null when the server does not say, and before it exists. */
  readonly identity: string | null
}
