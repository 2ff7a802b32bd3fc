/** What users handed to decorators stays theirs. */
const foreign = new Set(['args', 'context', 'contract', 'allowableValues'])

export function deepFreeze(value: unknown): void {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype) return
  Object.freeze(value)
  for (const [key, inner] of Object.entries(value)) if (!foreign.has(key)) deepFreeze(inner)
}
