const named = /\bcid:([^\s"'<>)]{1,500})/gi
/** More pictures than anybody puts into a page. */
const mostNamed = 5_000

/** The parts that the page of a mail shows, by their content ids (RFC 2392). */
export function namedPictures(page: string): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const [, id = ''] of page.matchAll(named)) {
    if (ids.size >= mostNamed) break
    ids.add(bareId(decoded(id.replaceAll('&amp;', '&'))))
  }
  return ids
}

/** A content id as a page names it, without the signs around it. */
export function bareId(id: string): string {
  return id.trim().replace(/^<|>$/g, '').toLowerCase()
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    // A sign of per cent that stands for itself.
    return id
  }
}
