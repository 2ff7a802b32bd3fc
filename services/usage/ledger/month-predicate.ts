/** A condition over month rows, as a tree that every engine turns into its own query. */
export type MonthPredicate =
  | { readonly op: 'and' | 'or'; readonly of: readonly MonthPredicate[] }
  | { readonly op: 'not'; readonly of: MonthPredicate }
  | { readonly op: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'contains'; readonly field: MonthField; readonly value: string }

/** `account` is the key; `month` is compared as the text `2026-02`. */
export type MonthField = 'account' | 'month'
