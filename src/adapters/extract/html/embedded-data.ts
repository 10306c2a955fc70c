/** A file written into a page as base64: no text stands in it. Shorter ones are no burden. */
const embedded = /(\bdata:[\w.+-]{1,100}\/[\w.+-]{1,100}(?:;[\w=.+-]{1,100}){0,5},)[A-Za-z0-9+/=_%-]{100,}/g

/** The page without the pictures and fonts that stand in it. */
export function withoutData(html: string): string {
  return html.includes('data:') ? html.replace(embedded, '$1') : html
}
