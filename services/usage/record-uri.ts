export interface RecordQuery {
  readonly category?: string
  readonly startDate?: string
  readonly endDate?: string
  /** Without sub-accounts, which the address would add by itself. */
  readonly alone?: boolean
  readonly page?: number
  readonly pageSize?: number
}

/** Where usage records of an account are found, as Twilio spells it; it resolves on this server. */
export function recordUri(accountSid: string, { category, startDate, endDate, alone, page, pageSize }: RecordQuery): string {
  const query = new URLSearchParams()
  if (category) query.set('Category', category)
  if (startDate) query.set('StartDate', startDate)
  if (endDate) query.set('EndDate', endDate)
  if (alone) query.set('IncludeSubaccounts', 'false')
  if (pageSize !== undefined) query.set('PageSize', String(pageSize))
  if (page !== undefined) query.set('Page', String(page))
  const text = query.toString()
  return `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Usage/Records.json${text ? `?${text}` : ''}`
}
