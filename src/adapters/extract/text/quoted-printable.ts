/**
 * The bytes that quoted-printable stands for (RFC 2045, 6.7), broken lines joined.
 * @param written as latin1: a sign for each byte. What is no escape stays as it is.
 */
export function quotedPrintableBytes(written: string): Buffer {
  const plain = written
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(plain, 'latin1')
}
