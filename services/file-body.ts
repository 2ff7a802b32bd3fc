/** A file on the disk as the body of a reply: opened only when it is written. Its path is the service's own, never one that a request says (threats 3.9). */
export class FileBody {
  constructor(readonly path: string) {}
}
