import type { Member } from '../../dtos/contract'
import { displayName } from '../../dtos/contract/names'

/** What messages call a member, made once when its rules are compiled. */
export interface Subject {
  readonly property: string
  /** The name in `fieldName`. */
  readonly fieldName: string
  /** The name in texts. */
  readonly displayName: string
  /** Its value is never shown, whatever is asked for. */
  readonly secret: boolean
}

const secretWords = /\b(?:pass(?:word|phrase|code)?|pwd|secret|token|pin|cvv|cvc|credentials?|api ?key|private key|card)\b/i
/** Rules whose values are secrets by their nature. */
const secretRules = new Set(['isStrongPassword', 'isCreditCard', 'CreditCard', 'isJwt'])

export function subjectOf(member: Member): Subject {
  const name = displayName(member.declaredName)
  return {
    property: member.name,
    fieldName: member.declaredName,
    displayName: name,
    secret:
      secretWords.test(name.replaceAll('_', ' ')) ||
      member.format === 'password' ||
      member.dataType === 'password' ||
      member.rules.some((rule) => secretRules.has(rule.name)),
  }
}
