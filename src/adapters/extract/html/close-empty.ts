const empty = /<([a-z][\w:-]{0,40})((?:\s[^<>]{0,2000})?)\/>/gi
const withoutEnd = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/**
 * Some pages are XML, those of e-books always, where `<script/>` and `<title/>` are whole elements. Read as HTML they would swallow what comes
 * after them.
 */
export function closeEmptyElements(page: string): string {
  return page.replace(empty, (element, name: string, attributes: string) =>
    withoutEnd.has(name.toLowerCase()) ? element : `<${name}${attributes}></${name}>`,
  )
}

/** Whether a page says that it is XML. */
export function isXml(page: string): boolean {
  return (
    /^\uFEFF?\s*<\?xml\s/.test(page) ||
    /^[^>]{0,300}<!doctype html public "-\/\/w3c\/\/dtd xhtml/i.test(page.slice(0, 500))
  )
}
