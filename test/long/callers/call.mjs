import { JsonServiceClient } from '@servicestack/client'
import { Colour, Part, ShipParcel } from './dtos.mjs'

const parcel = new ShipParcel({
  to: 'Zoë "7" & Söhne',
  colour: Colour.DeepBlue,
  parts: [new Part({ name: 'bolt', count: 2 }), new Part({ name: 'nut', count: 3 })],
  marks: ['a,b'],
})
const client = new JsonServiceClient(process.env.GATEWAY)
client.headers.set('X-Api-Key', process.env.KEY)
const { id, to, colour, parts, total } = await client.send(parcel)
console.log([id, to, colour, parts.map(({ name, count }) => `${name}*${count}`).join(), total].join('|'))
const refused = await new JsonServiceClient(process.env.GATEWAY).api(parcel)
console.log(refused.errorCode)
