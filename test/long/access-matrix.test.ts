import { doorSuite } from '../host/auth/access/door-suite'
import { usageMatrixSuite } from '../usage/access/usage-matrix-suite'

// Each pair by some of the ways of calling, the next two for the next credential: all ways are tried of every message.
doorSuite(8)
usageMatrixSuite(4)
