/**
 * The wire's own description of messages and types (`/types/metadata`, M-5.10 to M-5.20). Plain JSON without anything of .NET or of ours in it,
 * so the language writers work from a running gateway, a saved file or another host's answer alike.
 */
export interface MetadataTypes {
  readonly config?: Readonly<Record<string, unknown>>
  readonly namespaces: readonly string[]
  readonly types: readonly MetadataType[]
  readonly operations: readonly MetadataOperationType[]
}

export interface MetadataOperationType {
  readonly request: MetadataType
  readonly response?: MetadataType
  readonly actions: readonly string[]
  readonly returnsVoid?: boolean
  readonly method: string
  readonly returnType?: MetadataTypeName
  readonly routes?: readonly MetadataRoute[]
  readonly dataModel?: MetadataTypeName
  readonly viewModel?: MetadataTypeName
  readonly requiresAuth?: boolean
  readonly requiresApiKey?: boolean
  readonly requiredRoles?: readonly string[]
  readonly requiresAnyRole?: readonly string[]
  readonly requiredPermissions?: readonly string[]
  readonly requiresAnyPermission?: readonly string[]
  readonly tags?: readonly string[]
}

export interface MetadataRoute {
  readonly path: string
  /** Absent: all verbs. */
  readonly verbs?: string
  readonly notes?: string
  readonly summary?: string
}

export interface MetadataTypeName {
  /** With its arity: ``QueryResponse`1``; an array ends in `[]`. */
  readonly name: string
  readonly namespace?: string
  /** Closed arguments, written as in C#: `List<Loan>` (M-4.7). */
  readonly genericArgs?: readonly string[]
}

export interface MetadataType {
  readonly name: string
  readonly namespace?: string
  readonly genericArgs?: readonly string[]
  readonly inherits?: MetadataTypeName
  readonly implements?: readonly MetadataTypeName[]
  readonly displayType?: string
  readonly description?: string
  readonly notes?: string
  readonly isNested?: boolean
  readonly isEnum?: boolean
  readonly isEnumInt?: boolean
  readonly isInterface?: boolean
  readonly isAbstract?: boolean
  readonly isGenericTypeDef?: boolean
  readonly dataContract?: { readonly name?: string; readonly namespace?: string }
  readonly properties?: readonly MetadataPropertyType[]
  readonly attributes?: readonly MetadataAttribute[]
  readonly innerTypes?: readonly MetadataTypeName[]
  readonly enumNames?: readonly string[]
  readonly enumValues?: readonly string[]
  readonly enumMemberValues?: readonly string[]
  readonly enumDescriptions?: readonly (string | null)[]
}

export interface MetadataPropertyType {
  readonly name: string
  readonly type: string
  readonly namespace?: string
  readonly isValueType?: boolean
  readonly isEnum?: boolean
  readonly isPrimaryKey?: boolean
  readonly genericArgs?: readonly string[]
  readonly value?: string
  readonly description?: string
  readonly dataMember?: MetadataDataMember
  readonly readOnly?: boolean
  readonly paramType?: string
  readonly displayType?: string
  readonly isRequired?: boolean
  readonly allowableValues?: readonly string[]
  readonly allowableMin?: number
  readonly allowableMax?: number
  readonly attributes?: readonly MetadataAttribute[]
  readonly format?: { readonly method?: string }
}

export interface MetadataDataMember {
  readonly name?: string
  readonly order?: number
  readonly isRequired?: boolean
  readonly emitDefaultValue?: boolean
}

export interface MetadataAttribute {
  readonly name: string
  readonly constructorArgs?: readonly MetadataPropertyType[]
  readonly args?: readonly MetadataPropertyType[]
}
