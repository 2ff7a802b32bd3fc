/** Names that mean the machinery of JavaScript's objects: refused wherever a body names them (threats 3.1). */
export const hostileNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
