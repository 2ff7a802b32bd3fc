import type { Restriction } from './restriction'
import { says } from './said'

/** Each use is one scenario; one of them must hold, else 403. */
export const Restrict = (scenario: Restriction) => says((words) => words.restrictions.unshift(scenario))
