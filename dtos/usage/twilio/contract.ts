import type { Contract } from '../../contract'
import { brief } from '../brief'

interface Words {
  readonly code: number
  readonly message: string
}

/** Twilio's codes by status; its clients branch on them. */
const byStatus: Readonly<Record<number, Words>> = {
  400: { code: 20001, message: 'Invalid parameter' },
  401: { code: 20003, message: 'Authenticate' },
  403: { code: 20006, message: 'Access Denied' },
  404: { code: 20404, message: 'The requested resource was not found' },
  405: { code: 20004, message: 'Method not allowed' },
  429: { code: 20429, message: 'Too Many Requests' },
  500: { code: 20500, message: 'Internal Server Error' },
  503: { code: 20503, message: 'Service Unavailable' },
}
const others: Words = { code: 20001, message: 'Bad Request' }
/** Statuses whose sentence tells the caller what to change; the others tell nothing about foreign data. */
const explained = new Set([400, 406, 413, 415, 429, 500, 503])

export const twilio: Contract = {
  name: 'twilio',
  defaultFormat: 'json',
  writeNulls: false,
  order: 'authenticateFirst',
  error: ({ status, message }) => {
    const words = byStatus[status] ?? (status >= 500 ? byStatus[500]! : others)
    return {
      status,
      body: {
        code: words.code,
        message: explained.has(status) ? `${words.message}: ${brief(message)}` : words.message,
        more_info: `https://www.twilio.com/docs/errors/${words.code}`,
        status,
      },
    }
  },
}
