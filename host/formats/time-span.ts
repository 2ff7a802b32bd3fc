const spelled = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7}))?S)?)?$/

/** A span of the wire (`P1DT2H3M4.005S`, R-4.8) as .NET's standard text: `1.02:03:04.0050000` (`tsh:sf`, R-2.30). What is no span stays as it is. */
export function standardSpan(text: string): string {
  const found = spelled.exec(text)
  if (!found) return text
  const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0', fraction] = found
  const all = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds)
  const two = (part: bigint) => String(part).padStart(2, '0')
  const clock = `${two((all / 3600n) % 24n)}:${two((all / 60n) % 60n)}:${two(all % 60n)}`
  const ticks = fraction === undefined ? '' : `.${fraction.padEnd(7, '0')}`
  return `${sign}${all >= 86_400n ? `${all / 86_400n}.` : ''}${clock}${ticks}`
}
