/** The encoding a page declares stands within its first kilobytes, in ASCII. */
export function declaredEncoding(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, 2_048)
  return (
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})/i.exec(head)?.[1] ??
    /<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,40})/i.exec(head)?.[1] ??
    null
  )
}
