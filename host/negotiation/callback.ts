import { HttpError } from '../../dtos/contract'

/** An identifier, or up to five of them with dots between. */
const identifierPath = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){0,4}$/
const longest = 64

/**
 * The JSONP function, or undefined where none is named. It is the one text of a caller that is written into a script, so nothing is bent to fit
 * . Given twice the names are joined, and that is no name.
 */
export const callbackName = (values: readonly string[]): string | undefined => {
  const name = values.join(',')
  if (name === '') return undefined
  if (name.length <= longest && identifierPath.test(name)) return name
  throw new HttpError(
    400,
    'InvalidCallback',
    `callback is no function's name: write one identifier, or up to five with dots between, of at most ${longest} characters, as in callback=app.show.`,
    { fieldName: 'callback' },
  )
}
