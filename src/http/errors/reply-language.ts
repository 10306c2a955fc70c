import type { FastifyRequest } from 'fastify'

export type ReplyLanguage = 'es' | 'en'

/** The language a person reads: the first of Spanish and English in `Accept-Language`, by its weights; otherwise English. */
export function replyLanguage(request: Pick<FastifyRequest, 'headers'>): ReplyLanguage {
  const ranked = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined)
      return { language: range.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ language, weight }) => (language === 'es' || language === 'en') && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return ranked[0]?.language === 'es' ? 'es' : 'en'
}
