/** The wire's camel case (R-4.1, M-4.1): `AIMinutes` → `aiMinutes`, `ID` → `id`, `URLPath` → `urlPath`. */
export function camelCase(declared: string): string {
  const upper = (index: number) => index >= declared.length || /[A-Z]/.test(declared[index]!)
  let end = 0
  while (end < declared.length && upper(end) && (end === 0 || upper(end + 1))) end++
  return declared.slice(0, end).toLowerCase() + declared.slice(end)
}

/** A property's .NET name: `aiMinutes` → `AiMinutes`; where that is wrong, `@ApiMember({ name })` says it. */
export const pascalCase = (property: string): string => property.charAt(0).toUpperCase() + property.slice(1)

/** A declared name as people read it: `FirstName` → `First Name`. */
export const displayName = (declared: string): string =>
  declared.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
