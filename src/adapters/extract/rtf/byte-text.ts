import { decodePage } from '../text/code-pages.ts'

/** Bytes on their way to text: in some code pages a character takes two. */
export interface ByteText {
  add(value: number, page: string): void
  isEmpty(): boolean
  flush(): void
}

/** @param take gets the text of bytes of one code page */
export function createByteText(take: (text: string) => void): ByteText {
  let bytes: number[] = []
  let page = ''
  const flush = (): void => {
    if (bytes.length === 0) return
    const text = decodePage(bytes, page)
    bytes = []
    take(text)
  }
  return {
    add(value, of) {
      if (of !== page) flush()
      page = of
      bytes.push(value)
    },
    isEmpty: () => bytes.length === 0,
    flush,
  }
}
