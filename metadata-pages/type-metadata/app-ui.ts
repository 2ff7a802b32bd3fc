import type { UiInfo, ValidatorInfo } from './app-model'

const icon = (paths: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 20">${paths}</svg>`)}`

const fields = (form: string, field: string) => ({ form, fieldset: 'grid grid-cols-12 gap-6', field })

/** What generic clients need to lay out a form; a gateway has no screens of its own behind it (M-5.5). */
export const uiInfo: UiInfo = {
  brandIcon: { uri: icon('<path d="M4 8h4v12H4zM0 4 27 0v5L0 9z"/>') },
  userIcon: { uri: icon('<circle cx="14" cy="6" r="5"/><path d="M4 20a10 8 0 0 1 20 0z"/>') },
  hideTags: [],
  modules: [],
  alwaysHideTags: [],
  adminLinks: [],
  adminLinksOrder: [],
  theme: {
    form: 'shadow overflow-hidden sm:rounded-md bg-white',
    modelIcon: { uri: icon('<path d="M4 2h20v16H4zm2 4h16v2H6z"/>') },
  },
  locode: {
    css: fields('max-w-screen-2xl', 'col-span-12 lg:col-span-6 2xl:col-span-4'),
    tags: { default: 'Tables', other: 'other' },
    maxFieldLength: 150,
    maxNestedFields: 2,
    maxNestedFieldLength: 30,
  },
  explorer: {
    css: fields('max-w-screen-md', 'col-span-12 sm:col-span-6'),
    tags: { default: 'APIs', other: 'other' },
    jsConfig: 'eccn,edv',
  },
  admin: { css: fields('max-w-screen-lg', 'col-span-12'), pages: [] },
  defaultFormats: { assumeUtc: true, date: { method: 'Intl.DateTimeFormat', options: "{dateStyle:'medium'}" } },
}

const validators =
  (returnType: string) =>
  ([name, ...params]: readonly string[]): ValidatorInfo => {
    const pairs = params.map((param) => param.split(':') as [string, string])
    return { name: name!, paramNames: pairs.map(([key]) => key), paramTypes: pairs.map(([, type]) => type), returnType }
  }

/** The rules that a message can say of itself and of its members (R-5.35, R-5.41), with their arguments. */
export const validationPlugin = {
  serviceRoutes: {},
  typeValidators: [
    ['ApiKey'],
    ['ApiKey', 'scope:String'],
    ['HasAnyRole', 'roles:String'],
    ['HasClaim', 'type:String', 'value:String'],
    ['HasPermission', 'permission:String'],
    ['HasPermissions', 'permissions:String'],
    ['HasRole', 'role:String'],
    ['HasRoles', 'roles:String'],
    ['IsAdmin'],
    ['IsAuthenticated'],
  ].map(validators('ITypeValidator')),
  propertyValidators: [
    ['CreditCard'],
    ['Email'],
    ['Empty'],
    ['Enum', 'enumType:Type'],
    ['Equal', 'value:Object'],
    ['ExactLength', 'length:Int32'],
    ['ExclusiveBetween', 'from:IComparable', 'to:IComparable'],
    ['GreaterThan', 'value:Int32'],
    ['GreaterThanOrEqual', 'value:Int32'],
    ['InclusiveBetween', 'from:IComparable', 'to:IComparable'],
    ['Length', 'min:Int32', 'max:Int32'],
    ['LessThan', 'value:Int32'],
    ['LessThanOrEqual', 'value:Int32'],
    ['MaximumLength', 'max:Int32'],
    ['MinimumLength', 'min:Int32'],
    ['NotEmpty'],
    ['NotEqual', 'value:Object'],
    ['NotNull'],
    ['Null'],
    ['RegularExpression', 'regex:String'],
    ['ScalePrecision', 'scale:Int32', 'precision:Int32'],
  ].map(validators('IPropertyValidator')),
  accessRole: 'Admin',
}
