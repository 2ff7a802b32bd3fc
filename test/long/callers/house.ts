import type { AddressInfo } from 'node:net'
import { IsEnum, IsOptional } from 'class-validator'
import {
  Any,
  ApiMember,
  apiKey,
  createGateway,
  declareEnum,
  type Gateway,
  MemoryUserStore,
  metadata,
  newApiKey,
  RequiredRole,
  Returns,
  Route,
  Tag,
  Verb,
} from '../../../host'

export enum Colour {
  Red = 'Red',
  DeepBlue = 'DeepBlue',
}
declareEnum(Colour, 'Colour')
export class Part {
  @ApiMember({}) name!: string
  @ApiMember({ type: 'int32' }) count!: number
}
export class Shipment {
  @ApiMember({ type: 'int64' }) id!: bigint
  @ApiMember({}) to!: string
  @ApiMember({ type: Colour }) colour!: Colour
  @ApiMember({ type: [Part] }) parts!: Part[]
  @ApiMember({ type: 'int32' }) total!: number
}
@Route('/parcels', 'POST')
@Verb('POST')
@Tag('parcels')
@RequiredRole('Clerk')
export class ShipParcel extends Returns(Shipment) {
  constructor(init?: Partial<ShipParcel>) {
    super()
    Object.assign(this, init)
  }
  @ApiMember('Who gets it') to!: string
  @IsEnum(Colour) colour!: Colour
  @ApiMember({ type: [Part] }) parts!: Part[]
  @IsOptional() @ApiMember({ type: ['string'] }) marks?: string[]
}

class ParcelService {
  @Any(ShipParcel) ship({ to, colour, parts }: ShipParcel) {
    return { id: 4_200_000_000n, to, colour, parts, total: parts.reduce((sum, { count }) => sum + count, 0) }
  }
}

/** A gateway whose one message asks for a role, and a key that has it. */
export interface ParcelHouse {
  readonly gateway: Gateway
  readonly address: string
  readonly key: string
}
export const openParcelHouse = async (): Promise<ParcelHouse> => {
  const users = new MemoryUserStore()
  const { key, ...made } = newApiKey()
  const nothing = { permissions: [], scopes: [], accounts: [], sources: [], createdAt: 0 }
  users.putApiKey({ ...made, ...nothing, name: 'key', userName: 'clara', roles: ['Clerk'] })
  const gateway = createGateway({
    services: [new ParcelService()],
    namespace: 'Depot',
    auth: [apiKey()],
    users,
    features: [metadata()],
  })
  const server = await gateway.listen(0, '127.0.0.1')
  return { gateway, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key }
}
