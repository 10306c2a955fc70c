import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { TesseractApi, TesseractModule } from 'tesseract.js-core/tesseract-core-simd-lstm.js'
import { AppError } from '../../../domain/errors.ts'
import { exifOrientation, otherOrientations } from './exif-orientation.ts'

/** Spanish first: what the two disagree about is decided for it. */
const languages = 'spa+eng'
/** The neural network alone; the old recogniser is not in the build that is loaded. */
const neuralNetwork = 1
const wholePage = '3'
/** Radians; below it lines are straight enough, and turning costs as much as it gains. */
const smallestTurn = 0.005
/** Of a page that lies wrong the recogniser is not so sure, of one that stands upright surer by far. */
const sure = 60
const upright = 75
const surer = 15
/** Of processor time: what takes longer is noise or very large, and four times as long is what a page may take. */
const longestOnceUs = 12_000_000
/** Less is not worth turning for. */
const fewestChars = 40
/** Where the recogniser looks for what it is given. */
const picture = '/input'

export interface Recognised {
  /** Lines as they are printed, paragraphs divided by empty ones. */
  readonly text: string
  /** How sure the recogniser is of its words, 0 to 100. */
  readonly confidence: number
}

/** Reads the text of a picture (PNG, JPEG, TIFF, PNM), turned upright first where it is askew or its camera was held so. */
export type Recognise = (image: Uint8Array) => Recognised

let loaded: Promise<Recognise> | null = null

/** The one recogniser of this process. @throws AppError `no_text_layer` where it cannot be had */
export function loadTesseract(): Promise<Recognise> {
  loaded ??= start()
  return loaded
}

async function start(): Promise<Recognise> {
  try {
    const { default: create } = await import('tesseract.js-core/tesseract-core-simd-lstm.js')
    const silent = (): undefined => undefined
    const module = await create({ TesseractProgress: silent, print: silent, printErr: silent })
    const load = (name: string, place: string): void => {
      module.FS.writeFile(`${name}.traineddata`, gunzipSync(readFileSync(fileURLToPath(place))))
    }
    load('spa', import.meta.resolve('@tesseract.js-data/spa/4.0.0_best_int/spa.traineddata.gz'))
    load('eng', import.meta.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'))
    const api = new module.TessBaseAPI()
    if (api.Init(null, languages, neuralNetwork) !== 0) throw new Error('the languages cannot be loaded')
    return (image) => recognise(module, api, image)
  } catch (error) {
    throw new AppError(
      'no_text_layer',
      'The document holds images without text, and this installation cannot recognise it. Run it through an OCR program.',
      { cause: error },
    )
  }
}

function recognise(module: TesseractModule, api: TesseractApi, image: Uint8Array): Recognised {
  module.FS.writeFile(picture, image)
  api.SetVariable('tessedit_pageseg_mode', wholePage)
  const begun = process.cpuUsage()
  const own = exifOrientation(image)
  const found = recogniseAs(api, own)
  const { user } = process.cpuUsage(begun)
  if (found.confidence >= sure || found.text.trim().length < fewestChars || user > longestOnceUs) return found
  // Nothing says that a page was scanned sideways or on its head, but that next to none of its words are any.
  let best = found
  for (const orientation of otherOrientations(own)) {
    const turned = recogniseAs(api, orientation)
    if (turned.confidence >= upright) return turned
    if (turned.confidence > best.confidence + surer) best = turned
  }
  return best
}

function recogniseAs(api: TesseractApi, orientation: number): Recognised {
  show(api, orientation, 0)
  api.FindLines()
  const turn = api.GetGradient()
  show(api, orientation, Math.abs(turn) >= smallestTurn ? turn : 0)
  api.Recognize(null)
  return { text: api.GetUTF8Text(), confidence: api.MeanTextConf() }
}

function show(api: TesseractApi, orientation: number, radians: number): void {
  if (api.SetImageFile(orientation, radians) !== 1) return
  throw new AppError('corrupt_file', 'The image cannot be read: it is damaged. Save it again from its source.')
}
