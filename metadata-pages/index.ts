export { type ApiIndexEntry, apiIndex } from './api-index'
export { Html, type HtmlValue, html } from './html'
export { generatePageSource, generateTypes } from './languages/generate'
export type { HeaderFacts } from './languages/header'
export { languageNamed, languages } from './languages/index'
export type { Language } from './languages/language'
export {
  type AskedOptions,
  defaultOptions,
  type LanguageOptions,
  type OptionName,
  optionNames,
  readOptions,
} from './languages/language-options'
export { type KeptHeader, readHeader } from './languages/read-header'
export { type MetadataPages, type MetadataPagesOptions, metadataPages, type Visible } from './metadata-pages'
export type { OpenApiDocument, OpenApiVersion } from './open-api/model'
export { openApi } from './open-api/open-api'
export type { Page, PageLink } from './page'
export * from './people'
export type { Reader } from './reader'
export * from './report-pages'
export { select } from './select'
export type { SignInKind, SignInWay, SignInWays } from './sign-in-ways'
export { swaggerPage } from './swagger-page'
export { appMetadata } from './type-metadata/app-metadata'
export type { AppMetadata } from './type-metadata/app-model'
export { typeMetadata } from './type-metadata/from-catalog'
export type * from './type-metadata/model'
export { type ReadMetadata, readMetadata } from './type-metadata/read-metadata'
