import { commonJs } from './common-js'
import { csharp } from './csharp'
import { dart } from './dart'
import { fsharp } from './fsharp'
import { go } from './go'
import { java } from './java'
import { kotlin } from './kotlin'
import type { Language } from './language'
import { mjs } from './mjs'
import { php } from './php'
import { python } from './python'
import { ruby } from './ruby'
import { rust } from './rust'
import { swift } from './swift'
import { typeScript, typeScriptDefinitions } from './typescript'
import { vbnet } from './vbnet'
import { zig } from './zig'

/** The languages, in the order of the tabs (M-2.8); one without a tab stands after its sister. */
export const languages: readonly Language[] = [
  csharp,
  mjs,
  commonJs,
  typeScript,
  typeScriptDefinitions,
  dart,
  java,
  kotlin,
  python,
  php,
  swift,
  vbnet,
  fsharp,
  go,
  rust,
  ruby,
  zig,
]

export const languageNamed = (name: string): Language | undefined => languages.find((language) => language.name === name)
