/** A sentence of an error, never longer than fits many times into the largest body that an error may have. */
export const brief = (text: string): string => (text.length > 256 ? `${text.slice(0, 256)}…` : text)
