import { createHash } from 'node:crypto'

/**
 * Ids for rows that bring none: the hash of the row and how many equal ones came before it in the same file (usage-domain 4.3). The same
 * file gives the same ids again, whatever its line ends and quotes, so importing it twice counts once.
 */
export function lineIds(): (fields: readonly string[]) => string {
  const seen = new HashCounts()
  return (fields) => {
    const hash = createHash('sha256').update(fields.join('\u001f').trim()).digest()
    // 48 bits are enough to tell rows of one file apart; where two differ and collide, one gets an ordinal that it did not need.
    const ordinal = seen.add(hash.readUIntBE(0, 6))
    return ordinal === 0 ? hash.toString('hex') : `${hash.toString('hex')}-${ordinal}`
  }
}

/** How often each number came, in flat arrays: twenty million rows take some 400 MB here and several GB in a Map of texts. */
class HashCounts {
  private keys = new Float64Array(1024)
  private counts = new Uint32Array(1024)
  private used = 0

  /** How often it came before. */
  add(key: number): number {
    if (this.used * 2 > this.keys.length) this.grow()
    const slot = this.slotOf(key)
    if (this.counts[slot] === 0) {
      this.keys[slot] = key
      this.used++
    }
    return this.counts[slot]!++
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1
    let slot = (key % 4_294_967_291) & mask
    while (this.counts[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  private grow() {
    const { keys, counts } = this
    this.keys = new Float64Array(keys.length * 2)
    this.counts = new Uint32Array(keys.length * 2)
    for (let i = 0; i < keys.length; i++) {
      if (counts[i] === 0) continue
      const slot = this.slotOf(keys[i]!)
      this.keys[slot] = keys[i]!
      this.counts[slot] = counts[i]!
    }
  }
}
