import type { MetadataTypes } from './model'

/** What a gateway says of itself to tools and to generic clients (`/metadata/app.json`, M-5.3). */
export interface AppMetadata {
  readonly date?: string
  readonly app?: AppInfo
  readonly ui?: UiInfo
  readonly config?: { readonly debugMode: boolean }
  /** Format → media type. */
  readonly contentTypeFormats?: Readonly<Record<string, string>>
  readonly httpHandlers?: Readonly<Record<string, string>>
  readonly plugins: AppPlugins
  readonly customPlugins: Readonly<Record<string, object>>
  readonly api: MetadataTypes
}

export interface AppInfo {
  readonly baseUrl: string
  readonly serviceStackVersion: string
  readonly serviceName: string
  readonly apiVersion: string
  readonly serviceDescription?: string
  readonly jsTextCase: string
  readonly useSystemJson: string
}

export interface AppPlugins {
  readonly loaded?: readonly string[]
  readonly [plugin: string]: unknown
}

export interface ValidatorInfo {
  readonly name: string
  readonly paramNames: readonly string[]
  readonly paramTypes: readonly string[]
  readonly returnType: string
}

interface ImageInfo {
  readonly uri?: string
  readonly svg?: string
}
interface FormStyle {
  readonly form: string
  readonly fieldset: string
  readonly field: string
}

/** How generic clients may show the messages (M-5.5). */
export interface UiInfo {
  readonly brandIcon: ImageInfo
  readonly userIcon: ImageInfo
  readonly hideTags: readonly string[]
  readonly modules: readonly string[]
  readonly alwaysHideTags: readonly string[]
  readonly adminLinks: readonly object[]
  readonly adminLinksOrder: readonly string[]
  readonly theme: { readonly form: string; readonly modelIcon: ImageInfo }
  readonly locode: {
    readonly css: FormStyle
    readonly tags: { readonly default: string; readonly other: string }
    readonly maxFieldLength: number
    readonly maxNestedFields: number
    readonly maxNestedFieldLength: number
  }
  readonly explorer: {
    readonly css: FormStyle
    readonly tags: { readonly default: string; readonly other: string }
    readonly jsConfig: string
  }
  readonly admin: { readonly css: FormStyle; readonly pages: readonly object[] }
  readonly defaultFormats: { readonly assumeUtc: boolean; readonly date: { readonly method: string; readonly options: string } }
}
