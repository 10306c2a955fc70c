import type { DocumentScope } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'

/** SQL literal. In the store's SQL a quote is doubled and nothing else is special inside quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function ofCompany(companyId: CompanyId): string {
  return `company_id = ${quote(companyId)}`
}

export function ofDocument(scope: DocumentScope): string {
  return `${ofCompany(scope.companyId)} AND document_id = ${quote(scope.documentId)}`
}

export function ofDocuments(companyId: CompanyId, documentIds: readonly DocumentId[]): string {
  return `${ofCompany(companyId)} AND document_id IN (${documentIds.map(quote).join(', ')})`
}
