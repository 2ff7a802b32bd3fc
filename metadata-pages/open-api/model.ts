/** The two editions of OpenAPI that tools ask for: 3.1 is JSON Schema, 3.0 has words of its own for null and bounds. */
export type OpenApiVersion = '3.1' | '3.0'

/** A schema as JSON; its words differ between the editions. */
export type Schema = Readonly<Record<string, unknown>>

export interface MediaType {
  readonly schema: Schema
  readonly example?: unknown
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: true
  readonly description?: string
  readonly style?: 'form'
  readonly explode?: false
  /** Of a scalar or a list of them; a structure has `content` instead. */
  readonly schema?: Schema
  readonly content?: Readonly<Record<string, MediaType>>
}

export interface Reference {
  readonly $ref: string
}

export interface ApiResponse {
  readonly description: string
  readonly content?: Readonly<Record<string, MediaType>>
}

export interface ApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: true; readonly content: Readonly<Record<string, MediaType>> }
  readonly responses: Readonly<Record<string, ApiResponse | Reference>>
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
}

export type PathItem = Readonly<Record<string, ApiOperation>>

export interface OpenApiDocument {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, ApiResponse>>
    readonly securitySchemes: Readonly<Record<string, object>>
  }
}
