export const ledgerNamespace = 'Tollgate.ServiceModel'
