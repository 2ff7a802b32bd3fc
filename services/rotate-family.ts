import { type Rotation, rotationOverlap, type TokenFamily } from './session-store'

/** What the use of a refresh token does to its family; `family`: as it is to be kept, undefined: nothing changes. */
export function rotate(
  family: TokenFamily | undefined,
  from: string,
  to: string,
  at: number,
): { readonly outcome: Rotation; readonly family?: TokenFamily } {
  if (!family || family.endedAt !== undefined) return { outcome: 'ended' }
  if (family.current === from) return { outcome: 'rotated', family: { ...family, current: to, previous: from, rotatedAt: at } }
  if (family.previous === from && at - family.rotatedAt! <= rotationOverlap) return { outcome: 'overlap' }
  return { outcome: 'reused', family: { ...family, endedAt: at } }
}
