/** The text of bytes in UTF-8. Null for what is in another encoding: letters that are lost must not become a question, or a value, of others. */
export function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
