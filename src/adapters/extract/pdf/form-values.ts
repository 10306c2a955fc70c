import type { Pdfium } from './pdfium/pdfium.ts'
import { givenText } from './given-text.ts'

/** As `FPDF_FORMFIELD_COMBOBOX` and so on of fpdf_formfill.h. */
const fieldType = { comboBox: 4, listBox: 5, text: 6 }
/** Lists of countries have some hundred; each option is compared with all that are chosen. */
const mostOptions = 500
const mostOptionsOfDocument = 20_000

export interface FormValue {
  readonly text: string
  /** Chosen in a list that shows what else could have been. */
  readonly isOfList: boolean
}

/** What was written into the fields of a document's form, or chosen in them. */
export interface FormValues {
  /**
   * The value of a field that holds text; of a choice what is shown for it. A field may have it from the one
   * above it. Null for boxes and buttons, and for what is no field of the form.
   */
  valueOf(annotation: number): FormValue | null
  close(): void
}

/** @param document PDFium's handle, which must be closed later; the form is not looked at before a value is asked for */
export function createFormValues(pdfium: Pdfium, document: number): FormValues {
  const { api } = pdfium
  let optionsLeft = mostOptionsOfDocument
  let opened: { readonly info: number; readonly form: number } | null = null
  const open = (): number => {
    if (opened === null) {
      const info = api.PDFiumExt_OpenFormFillInfo()
      opened = { info, form: api.PDFiumExt_InitFormFillEnvironment(document, info) }
    }
    return opened.form
  }
  return {
    valueOf(annotation) {
      const form = open()
      const type = form === 0 ? -1 : api.FPDFAnnot_GetFormFieldType(form, annotation)
      if (type === fieldType.comboBox || type === fieldType.listBox) {
        const options = api.FPDFAnnot_GetOptionCount(form, annotation)
        optionsLeft -= Math.max(options, 0)
        const isFew = options <= mostOptions && optionsLeft >= 0
        const chosen = isFew ? chosenIn(pdfium, { form, annotation, options }) : []
        if (chosen.length > 0) return { text: chosen.join(', '), isOfList: type === fieldType.listBox }
      } else if (type !== fieldType.text) return null
      const text = givenText(pdfium, (buffer, bytes) =>
        api.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, bytes),
      )
      return { text, isOfList: false }
    },
    close() {
      if (opened === null) return
      if (opened.form !== 0) api.PDFiumExt_ExitFormFillEnvironment(opened.form)
      api.PDFiumExt_CloseFormFillInfo(opened.info)
      opened = null
    },
  }
}

interface Choice {
  readonly form: number
  readonly annotation: number
  readonly options: number
}

/** What is shown for each option that is chosen; what is stored for it may be a code. */
function chosenIn(pdfium: Pdfium, { form, annotation, options }: Choice): string[] {
  const { api } = pdfium
  const labels: string[] = []
  for (let option = 0; option < options; option++) {
    if (!api.FPDFAnnot_IsOptionSelected(form, annotation, option)) continue
    labels.push(
      givenText(pdfium, (buffer, bytes) => api.FPDFAnnot_GetOptionLabel(form, annotation, option, buffer, bytes)),
    )
  }
  return labels
}
