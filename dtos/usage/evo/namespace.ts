/** Fixed, whatever the gateway calls its own: clients of the vendor's service have these names. */
export const evoNamespace = 'EvoVoice.ServiceModel'
/** Accounts' ids and dates. */
export const longestId = 64
/** Customers' ids are whatever their owner calls them. */
export const longestText = 256
