/**
 * Version of the rules that turn files into text, stored with every text. Raise it when the same file would give another
 * text: a document that is processed again is then read again, instead of its old text being used.
 */
export const extractionVersion = 32
