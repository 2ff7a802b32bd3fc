import type * as Pages from '../metadata-pages'

/** The pages for developers and people, loaded by the first gateway that shows some: without them a program starts in five sixths of the time. */
export const pages = (): typeof Pages => require('../metadata-pages')
