import { SingleBar } from 'cli-progress'
import type { ImportProgress } from '../../services/usage/imports'

/** Shows how far an import is: a bar where somebody watches, else a line now and then with the last position that is safe on disk. */
export interface ProgressView {
  bytes(read: number): void
  update(progress: ImportProgress): void
  end(): void
}

export function showProgress(title: string, totalBytes: number, out: NodeJS.WriteStream = process.stderr): ProgressView {
  return out.isTTY && !process.env.NO_COLOR ? bar(title, totalBytes, out) : lines(title, out)
}

function bar(title: string, totalBytes: number, stream: NodeJS.WriteStream): ProgressView {
  const view = new SingleBar({
    format: `${title} [{bar}] {percentage}% · {accepted} accepted, {duplicates} seen before, {rejected} rejected`,
    stream,
    hideCursor: true,
    barCompleteChar: '█',
    barIncompleteChar: '·',
  })
  const counts = { accepted: 0, duplicates: 0, rejected: 0 }
  let read = 0
  view.start(Math.max(totalBytes, 1), 0, counts)
  return {
    bytes: (more) => (read += more),
    update: ({ accepted, duplicates, rejected }) => view.update(Math.min(read, totalBytes), { accepted, duplicates, rejected }),
    end() {
      view.update(Math.max(totalBytes, 1))
      view.stop()
    },
  }
}

/** Every line is true when it is printed: all up to that position was answered for. At most two a second, and the last one. */
function lines(title: string, out: NodeJS.WriteStream): ProgressView {
  let last: ImportProgress | undefined
  let printedAt = 0
  const print = () => {
    if (!last) return
    const { position, accepted, duplicates, rejected } = last
    out.write(`${title}: position ${position}, ${accepted} accepted, ${duplicates} seen before, ${rejected} rejected\n`)
    last = undefined
    printedAt = performance.now()
  }
  return {
    bytes() {},
    update(progress) {
      last = progress
      if (performance.now() - printedAt >= 500) print()
    },
    end: print,
  }
}
