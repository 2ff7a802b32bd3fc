import { cut } from './values'

/** Keys come from the caller: long ones are cut, so that a failure stays small. */
const longestKey = 64

/** An item's place in its list or dictionary, as it stands in a path. */
export const placeOf = (at: unknown): string => `[${cut(String(at), longestKey)}]`
