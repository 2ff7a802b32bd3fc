/** A reply that says more than its body. Status, headers and content type; the rest of the reference's members come with the formats. */
export class HttpResult<T = unknown> {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly contentType: string | undefined

  constructor(
    readonly response: T,
    {
      status = 200,
      headers = {},
      contentType,
    }: { status?: number; headers?: Readonly<Record<string, string>>; contentType?: string } = {},
  ) {
    if (!(status >= 200 && status <= 399))
      throw new RangeError(`HttpResult takes a status from 200 to 399, not ${status}; throw an HttpError`)
    this.status = status
    this.headers = headers
    this.contentType = contentType
  }
}
