/** Of an echo of some words, or of one word with a digit in it, that are so long it is sure that it is one. */
const shortestWords = 16
const shortestWord = 12
const shortestSecret = 6
const name = /^[\W_]*([0-9a-f]{8}-[0-9a-f-]{27}(_\d+)?|[a-z_]+)[\W_]*$/i

/**
 * What a server says, without what it repeats of the request: its reasons reach logs, the reply of a status and the screens of other
 * people, and neither the key nor the text of a document or a question may come with them. Ids and names of fields stay.
 */
export function withoutEcho(reason: string, body: Buffer, credential: string | null): string {
  return withoutRequest(withoutSecret(reason, credential), body)
}

function withoutSecret(reason: string, credential: string | null): string {
  if (credential === null) return reason
  const password = credential.slice(credential.indexOf(':') + 1)
  const forms = [credential, password, Buffer.from(credential).toString('base64')]
  return forms.reduce((text, form) => (form.length < shortestSecret ? text : text.replaceAll(form, '[secret]')), reason)
}

function withoutRequest(reason: string, body: Buffer): string {
  const words = reason.split(/\s+/)
  const echoed = new Set<number>()
  words.forEach((word, at) => {
    if (isTelling(word) && body.includes(bare(word))) echoed.add(at)
    const end = words.findIndex((_, to) => to > at && bare(words.slice(at, to + 1).join(' ')).length >= shortestWords)
    if (end === -1 || !body.includes(bare(words.slice(at, end + 1).join(' ')))) return
    for (let each = at; each <= end; each += 1) echoed.add(each)
  })
  return words.flatMap((word, at) => (!echoed.has(at) ? [word] : echoed.has(at - 1) ? [] : ['[…]'])).join(' ')
}

const bare = (text: string) => text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')

function isTelling(word: string): boolean {
  return bare(word).length >= shortestWord && /\d/.test(word) && !name.test(word)
}
