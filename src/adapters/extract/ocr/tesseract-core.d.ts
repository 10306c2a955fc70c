/** The part of Tesseract's own interface that is used: the package comes without types. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  export interface TesseractApi {
    /** @returns 0 when the languages were loaded */
    Init(folder: null, languages: string, mode: number): number
    SetVariable(name: string, value: string): boolean
    /** @returns 1 when the picture cannot be read */
    SetImageFile(exif: number, radians: number): number
    FindLines(): number
    /** Of the lines that were found, in radians. */
    GetGradient(): number
    Recognize(monitor: null): number
    GetUTF8Text(): string
    MeanTextConf(): number
  }

  export interface TesseractModule {
    readonly FS: { writeFile(path: string, bytes: Uint8Array): void }
    readonly TessBaseAPI: new () => TesseractApi
  }

  export default function create(options: object): Promise<TesseractModule>
}
