import { randomBytes } from 'node:crypto'

/** Ids that no other gateway makes, each in its turn. */
export function requestIds(): () => string {
  const prefix = `${randomBytes(6).toString('hex')}-`
  let count = 0
  return () => prefix + (++count).toString(36)
}
