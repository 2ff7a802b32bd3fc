import type { FormatName } from '../dtos/contract'

/** What pages tell of the gateway itself. */
export interface GatewayFacts {
  readonly serviceName: string
  readonly product: string
  readonly hasPages: boolean
  readonly formats: readonly FormatName[]
}
