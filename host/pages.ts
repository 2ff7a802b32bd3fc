import type * as Pages from '../metadata-pages'

let loaded: typeof Pages | undefined

/** The pages for developers and people, loaded by the first gateway that shows some: without them a program starts in two thirds of the time. */
export const pages = (): typeof Pages => {
  loaded ??= require('../metadata-pages') as typeof Pages
  return loaded
}
