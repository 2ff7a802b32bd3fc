/**
 * Quick tests whose yes is class-validator's yes; where one says no, class-validator's own predicate decides. They cost a few nanoseconds each,
 * the predicates a regular expression or three.
 */
export type SureYes = (value: any) => boolean

type Make = (args: readonly any[]) => SureYes | undefined

/** class-validator counts a surrogate pair, and a character with its variation selector, as one: below these units every unit is one character. */
const firstDoubtful = 0xd800

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= firstDoubtful) return false
  return true
}

/** class-validator throws where JavaScript writes a number with an exponent: `1e-7` has seven. */
function decimalPlaces(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
}

const atMost = (max: number) => (value: unknown) => typeof value === 'string' && value.length <= max
/** Three units at most make one character, so long texts need no look at their units. */
const atLeast = (min: number) => (value: unknown) =>
  typeof value === 'string' && value.length >= min && (value.length >= 3 * min || isPlain(value))

const typed =
  (type: string): Make =>
  () =>
  (value) =>
    typeof value === type
const whenNoOptions =
  (test: SureYes): Make =>
  ([options]) =>
    options === undefined ? test : undefined
const pattern =
  (expression: RegExp): SureYes =>
  (value) =>
    typeof value === 'string' && expression.test(value)
const isoDate = pattern(
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/,
)

export const sureYes: Readonly<Record<string, Make>> = {
  isDefined: () => (value) => value !== undefined && value !== null,
  isNotEmpty: () => (value) => value !== '' && value !== null && value !== undefined,
  isEmpty: () => (value) => value === '' || value === null || value === undefined,
  equals:
    ([other]) =>
    (value) =>
      value === other,
  notEquals:
    ([other]) =>
    (value) =>
      value !== other,
  isIn: ([values]) => (Array.isArray(values) ? (value) => values.indexOf(value) !== -1 : undefined),
  isNotIn: ([values]) => (Array.isArray(values) ? (value) => values.indexOf(value) === -1 : undefined),
  isString: typed('string'),
  isBoolean: typed('boolean'),
  isInt: () => Number.isInteger,
  isNumber: ([options]) => {
    const most = options?.maxDecimalPlaces
    return most === undefined
      ? Number.isFinite
      : (value) => Number.isInteger(value) || (Number.isFinite(value) && decimalPlaces(value) <= most)
  },
  isDate: () => (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  isArray: () => Array.isArray,
  isObject: () => (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  isEnum: ([entity]) => {
    const values = new Set(Object.values(entity))
    return (value) => values.has(value)
  },
  min: ([min]) => (typeof min === 'number' ? (value) => typeof value === 'number' && value >= min : undefined),
  max: ([max]) => (typeof max === 'number' ? (value) => typeof value === 'number' && value <= max : undefined),
  isPositive: () => (value) => typeof value === 'number' && value > 0,
  isNegative: () => (value) => typeof value === 'number' && value < 0,
  minLength: ([min]) => (typeof min === 'number' ? atLeast(min) : undefined),
  maxLength: ([max]) => (typeof max === 'number' ? atMost(max) : undefined),
  isLength: ([min, max]) => {
    if (typeof min !== 'number' || !(max === undefined || typeof max === 'number')) return undefined
    const long = atLeast(min)
    return max === undefined ? long : (value) => long(value) && value.length <= max
  },
  // With g or y an expression remembers where it stopped: only class-validator's own call says what it makes of that.
  matches: ([expression, modifiers]) => {
    const compiled =
      Object.prototype.toString.call(expression) === '[object RegExp]' ? expression : new RegExp(expression, modifiers)
    return compiled.global || compiled.sticky ? undefined : pattern(compiled)
  },
  isEmail: whenNoOptions(pattern(/^[a-z0-9]{1,20}(?:\.[a-z0-9]{1,20})?@[a-z0-9]{1,30}(?:\.[a-z0-9]{1,30})?\.[a-z]{2,10}$/i)),
  isUuid: whenNoOptions(pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i)),
  isDateString: whenNoOptions(isoDate),
  isIso8601: whenNoOptions(isoDate),
  isNumberString: whenNoOptions(pattern(/^\d+$/)),
  arrayNotEmpty: () => (value) => Array.isArray(value) && value.length > 0,
  arrayMinSize: ([min]) => (typeof min === 'number' ? (value) => Array.isArray(value) && value.length >= min : undefined),
  arrayMaxSize: ([max]) => (typeof max === 'number' ? (value) => Array.isArray(value) && value.length <= max : undefined),
}
