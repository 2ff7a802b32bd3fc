import { performance } from 'node:perf_hooks'

/** `000` to `999`: texts of numbers that are no small integers are dear to make. */
const thousandths = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))

/** Milliseconds to the microsecond: `0.412`. */
export function milliseconds(elapsed: number): string {
  const micros = Math.round(elapsed * 1000)
  const whole = Math.floor(micros / 1000)
  return `${whole}.${thousandths[micros - whole * 1000]!}`
}

/** The wall clock's milliseconds as text, by a monotonic clock that was read already: the two are compared once a second. */
export class LogClock {
  #compared = Number.NEGATIVE_INFINITY
  #offset = 0
  #second = -1
  #seconds = ''

  /** `now`: of `performance.now()`. */
  at(now: number): string {
    if (now - this.#compared > 1000) {
      this.#compared = now
      this.#offset = Date.now() - performance.now()
    }
    const time = Math.floor(now + this.#offset)
    const second = Math.floor(time / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#seconds = String(second)
    }
    return this.#seconds + thousandths[time - second * 1000]!
  }
}
