/** Media type without parameters, lower case. */
export const mediaTypeOf = (contentType: string | undefined): string => {
  if (contentType === undefined) return ''
  const end = contentType.indexOf(';')
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase()
}
