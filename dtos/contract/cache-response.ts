import type { CacheWords } from './cache-words'
import { says } from './said'

/** Answers to GET and HEAD are kept and given again, to the same address in the same format, without asking the service. */
export function CacheResponse(words: CacheWords): ClassDecorator {
  if (!(words.duration > 0)) throw new RangeError(`@CacheResponse takes a duration in seconds, not ${words.duration}`)
  return says((said) => {
    said.cacheResponse = words
  })
}
