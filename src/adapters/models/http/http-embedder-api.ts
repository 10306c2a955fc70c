import { z } from 'zod'
import type { EmbedRole } from '../../../ports/models.ts'

export type HttpEmbedderApi = 'atenex' | 'openai'

/** What one reply held, in the order of the texts. */
export interface EmbeddingReply {
  readonly embeddings: readonly (readonly number[])[]
  /** As the service names its model; null when it does not say. */
  readonly model: string | null
}

const atenexReply = z.object({
  embeddings: z.array(z.array(z.number())),
  model_info: z.object({ model_name: z.string().optional() }).optional(),
})
const openaiReply = z.object({
  data: z.array(z.object({ embedding: z.array(z.number()), index: z.int().optional() })),
  model: z.string().optional(),
})

/** The address to post to: base addresses and full ones are both in use with the original's services. */
export function embedAddress(api: HttpEmbedderApi, url: string): string {
  const address = new URL(url)
  const path = address.pathname.replace(/\/+$/u, '')
  if (api === 'atenex') address.pathname = path.endsWith('/api/v1/embed') ? path : `${path}/api/v1/embed`
  else if (path.endsWith('/embeddings')) address.pathname = path
  else address.pathname = path.endsWith('/v1') ? `${path}/embeddings` : `${path}/v1/embeddings`
  return address.href
}

/** `text_type` is what the original's clients send; its later services read it, its earlier ones ignore it. */
export function embedBody(
  { api, model, dimension }: { api: HttpEmbedderApi; model: string | null; dimension: number | null },
  texts: readonly string[],
  role: EmbedRole,
): string {
  if (api === 'atenex') return JSON.stringify({ texts, text_type: role })
  // Only OpenAI's third generation can shorten its vectors; other servers refuse the field.
  const dimensions = model?.startsWith('text-embedding-3') && dimension !== null ? { dimensions: dimension } : {}
  return JSON.stringify({ model, input: texts, encoding_format: 'float', ...dimensions })
}

/** @throws ZodError or SyntaxError when the reply has another form. */
export function readReply(api: HttpEmbedderApi, text: string): EmbeddingReply {
  const parsed: unknown = JSON.parse(text)
  if (api === 'atenex') {
    const { embeddings, model_info: info } = atenexReply.parse(parsed)
    return { embeddings, model: info?.model_name ?? null }
  }
  const { data, model } = openaiReply.parse(parsed)
  const ordered = data.map((item, at) => ({ at: item.index ?? at, embedding: item.embedding }))
  return { embeddings: ordered.toSorted((a, b) => a.at - b.at).map((item) => item.embedding), model: model ?? null }
}
