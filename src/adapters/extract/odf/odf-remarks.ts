const longestAuthor = 200

/** Who made the remark that is open. */
export function createRemarks() {
  let author: string | null = null
  let inAuthor = false
  return {
    open(): void {
      author = ''
    },
    openAuthor(): void {
      inAuthor = author !== null
    },
    closeAuthor(): void {
      inAuthor = false
    },
    /** True for text that names the author. */
    text(text: string): boolean {
      if (inAuthor && author !== null && author.length < longestAuthor) author += text
      return inAuthor
    },
    /** What the first paragraph of a remark begins with: it is no part of what the document says, so it is shown as one. */
    takeMark(): string {
      const name = author?.trim()
      author = null
      if (name === undefined) return ''
      return name === '' ? '[💬] ' : `[💬 ${name}] `
    },
  }
}
