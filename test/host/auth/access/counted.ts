type Method = (this: unknown, ...args: any[]) => unknown

/** Services of these classes note whose call reaches them, by its `X-Probe`. To be called before a gateway is made of them; answers the way back. */
export function countCalls(classes: readonly Function[], executed: Set<string>): () => void {
  const undo = classes.flatMap(({ prototype }) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype) as Record<string, PropertyDescriptor>).flatMap(
      ([name, descriptor]) => {
        const method = descriptor.value as Method | undefined
        if (name === 'constructor' || typeof method !== 'function') return []
        const counting: Method = function (...args) {
          const probe: unknown = args[1]?.raw?.request?.headers?.['x-probe']
          if (typeof probe === 'string') executed.add(probe)
          return method.apply(this, args)
        }
        Object.defineProperty(prototype, name, { ...descriptor, value: counting })
        return [() => Object.defineProperty(prototype, name, descriptor)]
      },
    ),
  )
  return () => {
    for (const back of undo) back()
  }
}
