import type { Gateway } from '../../host'
import { wireGateway } from './shared'
import { TeapotException, ThrowingServices } from './throwing'
import { ValidatedServices } from './validated'

/** Errors of an application are declared: their classes and their statuses. */
export const errorsHost = (): Gateway =>
  wireGateway([new ThrowingServices(), new ValidatedServices()], { errors: new Map([[TeapotException, 418]]) })
