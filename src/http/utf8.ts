/** The text of bytes in UTF-8; null for another encoding, since a question or value with lost letters must not be processed. */
export function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
