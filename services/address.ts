/** An address as a header can hold it: what is no visible ASCII is percent-encoded, as browsers do it; escapes that it has stay. */
export const asciiAddress = (uri: string): string =>
  /[^\x21-\x7e]/.test(uri) ? uri.replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(wellFormed(part))) : uri

/** Half a surrogate pair is no character, and `encodeURIComponent` refuses it. */
const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
