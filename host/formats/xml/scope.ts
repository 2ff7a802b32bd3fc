/** Which namespaces have which names at one place of a document. Immutable. */
export class Scope {
  constructor(
    /** The namespace of names without a prefix. */
    readonly namespace: string,
    private readonly prefixes: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** What stands before a name of the namespace; undefined: not declared here. */
  prefix(namespace: string): string | undefined {
    if (namespace === this.namespace) return ''
    const prefix = this.prefixes.get(namespace)
    return prefix === undefined ? undefined : `${prefix}:`
  }

  within(namespace: string): Scope {
    return new Scope(namespace, this.prefixes)
  }

  with(namespace: string, prefix: string): Scope {
    // A prefix that is declared again means the new namespace only.
    const others = [...this.prefixes].filter(([, other]) => other !== prefix)
    return new Scope(this.namespace, new Map([...others, [namespace, prefix]]))
  }

  get key(): string {
    return [this.namespace, ...[...this.prefixes].map(([namespace, prefix]) => `${prefix}=${namespace}`)].join(' ')
  }
}

/** As the reference makes them: one for each depth that declares a namespace. */
export const generatedPrefix = (depth: number): string => `d${depth}p1`
