/** What one request to any server may weigh, and one page of its replies holds twice over. */
const requestBytes = 4 * 1024 * 1024
/** Text, terms, ids and names of a row: of chunks of a thousand characters, rounded up. */
const otherBytes = 2_560
/** Beyond this a request is no cheaper a row (decision 0212). */
const mostRows = 1_024

/** Rows that fill a request: 1,024 of up to 384 floats, 744 of 768, 481 of 1,536. */
export const rowsOfARequest = (dimension: number): number =>
  Math.min(mostRows, Math.max(1, Math.floor(requestBytes / (dimension * 4 + otherBytes))))
