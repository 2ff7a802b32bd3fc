/** What every gateway shows, whether it has the other pages or not: answers as pages, and what these are drawn with. */
export { assetPage, assetPrefix } from './assets'
export { pageHeaders } from './page'
export type { Report, ReportError, ReportFieldError } from './report/report'
export { reportPage } from './report/report-page'
export { type AtomKind, nothing, type ReportEntry, type ReportObject, type ReportValue } from './report/report-value'
