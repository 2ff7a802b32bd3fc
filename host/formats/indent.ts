const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g

/** JSON with a line a member and four blanks a level, `"key": value` (`jsconfig=indent`, R-2.30). Texts and numbers keep their characters. */
export function indented(json: string): string {
  let out = ''
  let level = 0
  let before = ''
  const line = () => `\n${'    '.repeat(level)}`
  for (const [token] of json.matchAll(tokens)) {
    const opened = before === '{' || before === '['
    if (token === '}' || token === ']') {
      level--
      out += opened ? token : line() + token
    } else {
      if (opened || before === ',') out += line()
      out += token === ':' ? ': ' : token
      if (token === '{' || token === '[') level++
    }
    before = token
  }
  return out
}
