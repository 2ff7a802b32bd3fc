/** A multipart form by its parts, in the boundary `B`. */
export const type = 'multipart/form-data; boundary=B'
export const field = (name: string, value: string) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
export const file = (name: string, fileName: string, body: string, contentType = 'text/plain') =>
  `--B\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: ${contentType}\r\n\r\n${body}\r\n`
export const end = '--B--\r\n'
