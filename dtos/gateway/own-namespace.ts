/** Where messages live that are ours, beside those of the reference. */
export const ownNamespace = 'Tollgate'
