import type { Contract } from './contract'
import { says } from './said'

/** The message is part of a vendor's API and answers by its contract, on every route. */
export const PartOf = (contract: Contract) => says((words) => (words.contract = contract))
