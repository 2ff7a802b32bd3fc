import type { Format, MessageType } from '../dtos/contract'
import type { GatewayOptions } from './gateway-options'
import { isGuarded } from './plan'

/** With auth providers, a message that says nothing about access is a door that somebody forgot. */
export function checkAccess(
  messages: readonly MessageType[],
  { auth = [], users, open = false }: GatewayOptions,
  faults: string[],
): void {
  if (auth.length > 0 && !users) faults.push('There are auth providers and no user store; give createGateway({ users }).')
  for (const message of messages) {
    const guarded = isGuarded(message)
    if (guarded && message.access.anonymous) faults.push(`${message.name} is both guarded and @AllowAnonymous; keep one.`)
    if (guarded && auth.length === 0)
      faults.push(`${message.name} asks who calls, and the gateway has no auth provider; give createGateway({ auth, users }).`)
    if (!guarded && !message.access.anonymous && auth.length > 0 && !open)
      faults.push(
        `${message.name} says nothing about access; add @RequiredRole(…), @Authenticate() … or @AllowAnonymous(), or give createGateway({ open: true }).`,
      )
  }
}

export function checkContracts(messages: readonly MessageType[], formats: readonly Format[], faults: string[]): void {
  for (const { name, contract } of messages)
    if (contract && !formats.some((format) => format.name === contract.defaultFormat))
      faults.push(
        `${name}: the contract ${contract.name} answers in ${contract.defaultFormat}, which is no format of this gateway.`,
      )
}
