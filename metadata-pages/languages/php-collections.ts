import { hintType } from './php-types'
import type { Program } from './program'
import type { TypeName } from './type-name'

const scalars: ReadonlySet<string> = new Set(['string', 'int', 'float', 'bool', 'array', 'mixed'])

/** A class that is a list or a map itself is an ArrayObject (M-21.6; `extends array` does not parse, chapter 27). */
export const collectionLines = (
  { kind, item }: { readonly kind: 'list' | 'map'; readonly item: TypeName },
  program: Program,
): string[] => {
  const name = hintType(item, program, { name: '' })
  const isScalar = scalars.has(name)
  return (kind === 'list' ? listLines(name, isScalar) : mapLines(name, isScalar)).map((line) =>
    line.trim() === '' ? line : `    ${line}`,
  )
}

const listLines = (name: string, isScalar: boolean): string[] => [
  `public function __construct(${name} ...$items) {`,
  '    parent::__construct($items, \\ArrayObject::STD_PROP_LIST);',
  '}',
  ...(isScalar
    ? []
    : [
        '    ',
        '/** @throws \\Exception */',
        'public function append($value): void {',
        `    if ($value instanceof ${name})`,
        '        parent::append($value);',
        '    else',
        `        throw new \\Exception("Can only append a ${name} to " . __CLASS__);`,
        '}',
      ]),
  '    ',
  '/** @throws Exception */',
  'public function fromMap($o): void {',
  '    foreach ($o as $item) {',
  ...(isScalar
    ? ['        $this->append($item);']
    : [`        $el = new ${name}();`, '        $el->fromMap($item);', '        $this->append($el);']),
  '    }',
  '}',
  '    ',
  '/** @throws Exception */',
  'public function jsonSerialize(): array {',
  '    return parent::getArrayCopy();',
  '}',
]

const mapLines = (name: string, isScalar: boolean): string[] => [
  '/** @throws Exception */',
  'public function fromMap($o): void {',
  '    foreach ($o as $key => $item) {',
  ...(isScalar
    ? ['        $this[$key] = $item;']
    : [`        $el = new ${name}();`, '        $el->fromMap($item);', '        $this[$key] = $el;']),
  '    }',
  '}',
  '    ',
  '/** @throws Exception */',
  'public function jsonSerialize(): mixed',
  '{',
  '    $o = parent::getArrayCopy();',
  '    return empty($o) ? new class(){} : $o;',
  '}',
]
