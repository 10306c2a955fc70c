/** A file's name without its ending, ".pdf": of letters and digits, five at most. */
export const withoutEnding = (fileName: string): string => fileName.replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
