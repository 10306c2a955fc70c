import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { unmeasuredTraits } from '../../domain/embedder-traits.ts'
import { AppError } from '../../domain/errors.ts'

const share = z.number().min(0).max(1)
const similarity = z.number().min(-1).max(2)

const manifestSchema = z.object({
  name: z.string().min(1),
  /** Unknown models are probed by a test run. */
  dimension: z.int().positive().nullable().default(null),
  /** Of the unpacked `model.onnx`, hexadecimal. */
  sha256: z.string().length(64).nullable().default(null),
  targetTokens: z.int().min(16).default(200),
  /** 512 is the position limit of BERT and XLM-R, which nearly every small embedder is made from. */
  maxTokens: z.int().min(32).nullable().default(512),
  /** Where a model without limit is cut all the same, to bound memory. */
  longestInput: z.int().min(32).default(4096),
  prefixes: z.object({ query: z.string(), passage: z.string() }).default({ query: '', passage: '' }),
  /** Characters that are taken out of questions because the model does better without them. */
  dropFromQuery: z.string().default(''),
  /** Share of the dense score in the fused one: the better a model, the more. */
  fusionWeight: share.default(unmeasuredTraits.fusionWeight),
  /** Its similarities of a question with what has nothing to do with it. */
  unrelated: z.object({ mean: similarity, deviation: share.positive() }).nullable().default(unmeasuredTraits.unrelated),
  /** What its similarities lack between two languages. */
  languageGap: share.default(unmeasuredTraits.languageGap),
  /** What its similarities mean (`RelevanceScale`). */
  relevance: z.object({ middle: similarity, deviation: share }).nullable().default(unmeasuredTraits.relevance),
  /** Mean embedding of many questions. */
  meanQuestion: z
    .array(similarity)
    .transform((values) => new Float32Array(values))
    .nullable()
    .default(null),
  /** What the model is run by, with operators that take less time: `graph.onnx` beside it. */
  graph: z
    .object({ sha256: z.string().length(64) })
    .nullable()
    .default(null),
  /** A reader of question and unit that was taught on this model's tokens: `reader.onnx.gz` beside it, and what it is unpacked. */
  reader: z
    .object({ sha256: z.string().length(64) })
    .nullable()
    .default(null),
  /** ISO 639-1. */
  languages: z.array(z.string().min(2)).default([...unmeasuredTraits.languages]),
})

/** A folder with `model.onnx` or `model.onnx.gz`, `tokenizer.json` and, when wanted, `model.json`. */
export interface ModelFolder extends z.infer<typeof manifestSchema> {
  readonly modelPath: string
  readonly packed: boolean
  readonly tokenizerPath: string
}

/** @throws AppError `configuration` when the folder is not a model folder or `model.json` is wrong. */
export async function readModelFolder(modelDir: string): Promise<ModelFolder> {
  const manifest = await readManifest(modelDir)
  const plain = path.join(modelDir, 'model.onnx')
  const packed = path.join(modelDir, 'model.onnx.gz')
  const isPlain = await isFile(plain)
  if (!isPlain && !(await isFile(packed))) {
    throw new AppError('configuration', `${modelDir} holds neither model.onnx nor model.onnx.gz.`)
  }
  const modelPath = isPlain ? plain : packed
  return { ...manifest, modelPath, packed: !isPlain, tokenizerPath: path.join(modelDir, 'tokenizer.json') }
}

/** `none`, or both prefixes: part of the fingerprint. */
export function prefixRuleOf({ prefixes }: Pick<ModelFolder, 'prefixes'>): string {
  const { query, passage } = prefixes
  return query === '' && passage === '' ? 'none' : `${query.trim()}/${passage.trim()}`
}

async function readManifest(modelDir: string): Promise<z.infer<typeof manifestSchema>> {
  const file = path.join(modelDir, 'model.json')
  if (!(await isFile(file))) return manifestSchema.parse({ name: path.basename(path.resolve(modelDir)) })
  try {
    return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)
    throw new AppError('configuration', `${file} does not describe a model: ${reason}`, { cause })
  }
}

async function isFile(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null)
  return found?.isFile() ?? false
}
