import { doorSuite } from './access/door-suite'

doorSuite(1, 3)
